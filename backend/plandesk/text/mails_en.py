"""The English words of every mail; each function returns (subject, body) in plain text."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from plandesk.domain.catalogue import Catalogue
from plandesk.domain.coverage import Term
from plandesk.domain.money import Money
from plandesk.domain.orders import Order, order_incidents
from plandesk.domain.payments import ReviewKind
from plandesk.domain.pricing import PriceLine
from plandesk.domain.terms import Schedule
from plandesk.services.ports import Mailbox
from plandesk.text.formats import count, day, money, months
from plandesk.text.prices_en import line_title, tax_title


@dataclass(frozen=True, slots=True)
class WireWords:
    """What a bank needs to know, and until when money is good for what."""

    beneficiary: str
    bank: str
    iban: str
    bic: str
    reference: str
    due: date
    honoured_until: date
    amount: Money
    received: Money


def placed(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say that the order stands and where it is paid."""
    closes = order.expires_at.astimezone(ZoneInfo(catalogue.rules.time_zone)).date()
    return f"Your order {order.number}: ready to pay", _letter(
        order,
        mailbox,
        f"we have your order {order.number}. It is not paid yet; you can pay it, or change how you pay, here:",
        order_address(order, mailbox),
        _lines(order, catalogue),
        f"The order stays open until {day(closes)}. Nothing is owed if you leave it.",
    )


def prepared(order: Order, by: str, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say that a colleague prepared an order, and where it is looked at and paid."""
    closes = order.expires_at.astimezone(ZoneInfo(catalogue.rules.time_zone)).date()
    return f"Order {order.number}: {by} asks you to pay it", _letter(
        order,
        mailbox,
        f"{by} prepared order {order.number} for {order.buyer.company} and asks you to pay it. Nothing is owed yet; "
        "paying it accepts the terms of sale. Look at it, and pay or cancel it, here:",
        order_address(order, mailbox),
        _lines(order, catalogue),
        f"The order stays open until {day(closes)}. Nothing happens if you leave it.",
    )


def wire_requested(order: Order, wire: WireWords, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say how to wire the money."""
    return f"Your order {order.number}: how to wire the money", _letter(
        order,
        mailbox,
        f"please wire {money(wire.amount)} for order {order.number} with exactly this reference:",
        _bank_details(wire),
        f"Money that our bank dates {day(wire.due)} or earlier counts from the day of your order. Money dated up to "
        f"{day(wire.honoured_until)} still pays the order at its price and counts from its arrival. "
        "Cover begins when the money is here, never before.",
        _lines(order, catalogue),
        f"The order’s page has a pro-forma invoice, and shows when the money is here:\n{order_address(order, mailbox)}",
    )


def wire_short(order: Order, wire: WireWords, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say that a part of the money came, what is missing, and how to wire it."""
    return f"Your order {order.number}: {money(wire.amount)} is still missing", _letter(
        order,
        mailbox,
        f"we have received {money(wire.received)} for order {order.number}, which comes to {money(order.total)}. Banks "
        f"on the way may have kept a part of it. {money(wire.amount)} is still missing; please wire it with exactly "
        "this reference:",
        _bank_details(wire),
        "What came is kept for the order, which is paid once all of it is here. The day on which our bank dates the "
        f"last of it decides: {day(wire.due)} or earlier counts from the day of your order, up to "
        f"{day(wire.honoured_until)} counts from its arrival.",
        f"The order’s page shows when it has arrived:\n{order_address(order, mailbox)}",
        f"If you would rather have the money back, write to {mailbox.vendor_address}.",
    )


def _bank_details(wire: WireWords) -> str:
    return (
        f"Beneficiary: {wire.beneficiary}\nBank:        {wire.bank}\n"
        f"IBAN:        {wire.iban}\nBIC:         {wire.bic}\n"
        f"Reference:   {wire.reference}\nAmount:      {money(wire.amount)}"
    )


def fulfilled(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Confirm what the paid order brought."""
    return f"Your order {order.number}: paid, and what it covers", _letter(
        order,
        mailbox,
        f"thank you. Order {order.number} is paid{_how_paid(order)}. This is what it brings:",
        _cover(order.schedules, order, catalogue),
        _units(order, catalogue),
        *_replaced(order),
        _lines(order, catalogue),
        f"Everything about the order, with its invoice and receipt:\n{order_address(order, mailbox)}",
    )


def approval_awaited(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say that the money is here and staff check what was stated."""
    return f"Your order {order.number}: paid, being checked", _letter(
        order,
        mailbox,
        f"thank you. Order {order.number} is paid{_how_paid(order)}. It extends a plan that you described without an "
        "account, so a person checks it against our records first. These dates apply if they agree:",
        _cover(order.schedules, order, catalogue),
        *_replaced(order),
        "If a date has to be corrected, you are told and asked before anything happens. If we cannot accept it, "
        "the whole amount goes back the way it came.",
        f"Everything about the order, with its invoice and receipt:\n{order_address(order, mailbox)}",
    )


def upgrade_held(order: Order, mailbox: Mailbox) -> tuple[str, str]:
    """Say that the money is here, and why a person looks at the upgrade first."""
    return f"Your order {order.number}: paid, being checked", _letter(
        order,
        mailbox,
        f"thank you. Order {order.number} is paid{_how_paid(order)}. The plan that it upgrades was closed in another "
        "way since you ordered, so its credit cannot be given a second time. A person looks at the order and writes to "
        "you; if nothing fits, the whole amount goes back the way it came.",
        f"Everything about the order, with its invoice and receipt:\n{order_address(order, mailbox)}",
    )


def dates_corrected(order: Order, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say which dates staff corrected, and where to confirm them."""
    correction = order.correction
    if correction is None:
        raise ValueError(f"order {order.number} has no correction to tell of")
    return f"Your order {order.number}: please confirm corrected dates", _letter(
        order,
        mailbox,
        f"our records show other dates than order {order.number} states. The reason: {correction.reason}",
        f"With the corrected dates the order covers:\n{_cover(correction.schedules, order, catalogue)}",
        f"The price stays {money(order.total)}. Please confirm the dates here:\n{order_address(order, mailbox)}",
        "If they are not right, answer this mail; nothing happens until you confirm.",
    )


def total_recomputed(order: Order, before: Money, catalogue: Catalogue, mailbox: Mailbox) -> tuple[str, str]:
    """Say that support used since the order changed the credit, and with it the total."""
    return f"Your order {order.number}: the total has changed", _letter(
        order,
        mailbox,
        f"support was used since you placed order {order.number}, so the credit for your running plan is another one. "
        f"The total was {money(before)}; it is now {money(order.total)}.",
        _lines(order, catalogue),
        "A payment that you had begun was closed, and nothing was taken. If the new total suits you, pay it here; "
        f"otherwise leave it, and nothing changes:\n{order_address(order, mailbox)}",
    )


def rejected(order: Order, reason: str, mailbox: Mailbox) -> tuple[str, str]:
    """Say why the order was refused."""
    return f"Your order {order.number}: refused, your money goes back", _letter(
        order,
        mailbox,
        f"we cannot accept order {order.number}. The reason: {reason}",
        f"The whole amount, {money(order.total)}, goes back the way it was paid.",
        f"Everything about the order:\n{order_address(order, mailbox)}",
    )


def refunded(order: Order, amount: Money, mailbox: Mailbox) -> tuple[str, str]:
    """Say that the money has gone back."""
    return f"Your order {order.number}: {money(amount)} sent back", _letter(
        order,
        mailbox,
        f"{money(amount)} for order {order.number} has been sent back the way it was paid. "
        "Your bank may need some days to show it.",
        f"Everything about the order, with its credit note:\n{order_address(order, mailbox)}",
    )


def money_listed(order: Order, kind: ReviewKind, amount: Money, mailbox: Mailbox) -> tuple[str, str]:
    """Bring money that could not pay its order to the vendor's eyes."""
    facts = "\n".join(
        [
            f"Order: {order.number}, {order.state.replace('_', ' ')}, total {money(order.total)}",
            f"Kind: {kind.replace('_', ' ')}",
            f"Amount: {money(amount)}",
            f"Buyer: {order.buyer.contact} <{order.buyer.email}>, {order.buyer.company}",
            f"What can be done: {_money_page(order.number, mailbox)}",
            f"The buyer’s page: {order_address(order, mailbox)}",
            f"Catalogue version: {order.catalogue_version}",
        ]
    )
    return f"Order {order.number}: money needs a decision ({kind.replace('_', ' ')})", (
        f"Money arrived that could not pay its order. It is booked and waits at the desk, under Money.\n\n{facts}\n\n"
        "The order’s page says that a person looks at it and writes to the buyer. Answering this mail writes to them.\n"
    )


def unknown_money(amount: Money, detail: str, mailbox: Mailbox) -> tuple[str, str]:
    """Bring money that fits no order to the vendor's eyes."""
    return f"{money(amount)} fits no order and needs a decision", (
        "Money arrived that names no order of ours. It is booked and waits at the desk, under Money.\n\n"
        f"Amount: {money(amount)}\nWhat is known: {detail}\nWhat can be done: {_money_page('', mailbox)}\n"
    )


def _money_page(number: str, mailbox: Mailbox) -> str:
    return f"{mailbox.base_url}/desk/money/" + (f"?q={number}" if number else "")


def inquiry(
    *, topic: str, plan: str | None, name: str, email: str, company: str | None, message: str, catalogue_version: str
) -> tuple[str, str]:
    """Bring a question to the vendor."""
    about = [f"Topic: {topic}", f"Plan: {plan}"] if plan else [f"Topic: {topic}"]
    asker = f"From: {name} <{email}>" + (f", {company}" if company else "")
    facts = "\n".join([*about, asker, f"Catalogue version: {catalogue_version}"])
    return f"Question from the site: {topic}", f"{facts}\n\n{message}\n"


def order_address(order: Order, mailbox: Mailbox) -> str:
    """Return the order's page."""
    return f"{mailbox.base_url}/orders/{order.token}/"


def _letter(order: Order, mailbox: Mailbox, *paragraphs: str) -> str:
    kept = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
    return (
        f"Dear {order.buyer.contact},\n\n{kept}\n\n"
        f"{mailbox.vendor}\n{mailbox.vendor_address}\n\nCatalogue version: {order.catalogue_version}\n"
    )


def _line_name(line: PriceLine, catalogue: Catalogue) -> str:
    title = line_title(line, catalogue)
    return f"{title} ({line.reason})" if line.reason else title


def _lines(order: Order, catalogue: Catalogue) -> str:
    rows = [
        f"- {_line_name(line, catalogue)}, {line.quantity} x {money(line.unit_price)} = {money(line.total)}"
        for line in order.breakdown.lines
    ]
    tax = order.breakdown.tax
    if tax is not None:
        taxed = [f"Net: {money(order.breakdown.net)}", f"{tax_title(tax)}: {money(tax.amount)}"]
        return "\n".join([*rows, *taxed, f"Total: {money(order.total)}"])
    net = "net of tax" if order.breakdown.net_of_tax else "tax included"
    return "\n".join([*rows, f"Total: {money(order.total)}, {net}"])


def _cover(schedules: Iterable[Schedule], order: Order, catalogue: Catalogue) -> str:
    return "\n".join(
        _term(term, schedule.position, order, catalogue) for schedule in schedules for term in schedule.terms
    )


def _term(term: Term, position: int, order: Order, catalogue: Catalogue) -> str:
    plan = catalogue.plan(term.plan)
    line = order.selection.lines[position]
    installation = getattr(line, "installation", None)
    named = installation and (installation.label or installation.reference)
    rows = [
        f"- {catalogue.family(plan.family).name}, {plan.name.value}" + (f", for {named}" if named else ""),
        f"  support from {day(term.period.start)} to {day(term.period.last_day)}, the last covered day",
    ]
    windows = (("critical updates", term.critical_updates), ("maintenance upgrades", term.maintenance_upgrades))
    rows += [f"  {name} until {day(window.last_day)}" for name, window in windows if window is not None]
    return "\n".join(rows)


def _units(order: Order, catalogue: Catalogue) -> str:
    validity = catalogue.rules.incident_validity_months
    until = "valid until used" if validity is None else f"to be used within {months(validity)}"
    return "\n".join(
        f"- {count(line.units, 'prepaid incident')}, {catalogue.incident(line.level).name}, {until}"
        for _, line in order_incidents(order)
    )


def _how_paid(order: Order) -> str:
    if order.paid is None:
        return ""
    if order.paid.method == "credit":
        return " (the credit covers it, and nothing was taken)"
    return f" ({money(order.paid.amount)}, received on {day(order.paid.received_on)})"


def _replaced(order: Order) -> list[str]:
    return [
        "The start you had chosen was no longer open when the money counted, so the next one that was open applies: "
        f"{day(each.chosen.terms[0].period.start)}."
        for each in order.schedules
        if each.replaced is not None
    ]
