"""The sentences of an order's page: its history and its notes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from plandesk.domain.money import Money
from plandesk.domain.orders import Order, Overtaken
from plandesk.domain.payments import ReviewKind
from plandesk.domain.terms import Schedule
from plandesk.text.formats import count, day, listed, price, sentence
from plandesk.text.problems_en import OVERTAKEN, START_NAMES

METHOD_NAMES: Mapping[str, str] = {"paypal": "PayPal", "card": "card", "wire": "wire", "credit": "credit"}

Facts = Mapping[str, str]


def describe(event: str, facts: Facts) -> str:
    """Say what a line of an order's history means."""
    return sentence(event, facts, _EVENTS)


def notes(
    order: Order,
    held: Sequence[Money],
    because: Sequence[ReviewKind],
    *,
    told: Order | None = None,
    overtaken: Overtaken | None = None,
    repriced: tuple[Money, Money] | None = None,
    part_paid: Money | None = None,
) -> list[str]:
    """List what the buyer should know about an order beside its state; may be empty.

    `held` is money that could not pay the order, `because` says why. Of an unpaid order, `order` has the dates as if it
    were paid today, and `told` those of the day it was placed; `repriced` is its total before and after use.
    `part_paid` came by wire and waits for the rest.
    """
    unpaid = order.state == "awaiting_payment"
    found = [_part_paid(order, part_paid)] if part_paid and part_paid.minor else []
    found += [_held(order, held, because)] if held else []
    if overtaken is not None:
        found.append(_OVERTAKEN_PAID if order.paid is not None else OVERTAKEN[overtaken])
    if repriced is not None:
        was, now = price(repriced[0]), price(repriced[1])
        found.append(
            f"Support was used since you ordered, so the credit changed: the total was {was} and is now {now}."
        )
    for each in order.schedules:
        found += _start_notes(each, unpaid=unpaid)
    if unpaid and told is not None:
        found += [
            _moved(each, before)
            for each, before in zip(order.schedules, told.schedules, strict=True)
            if _differs(each, before)
        ]
    if order.needs_approval and order.state in ("awaiting_payment", "paid", "awaiting_approval"):
        found.append("An extension rests on dates you stated. Once it is paid, a person checks them before it holds.")
    return found


_OVERTAKEN_PAID = (
    "The plan that it upgrades was closed in another way since you ordered. A person looks at it and writes to you; if "
    "nothing fits, the whole amount goes back the way it came."
)


def _start_notes(each: Schedule, *, unpaid: bool) -> list[str]:
    line, start = each.position + 1, day(each.chosen.terms[0].period.start)
    found = []
    if each.replaced is not None and each.replaced != each.chosen.id:
        when = "" if unpaid else " when the money counted"
        paid = "If you pay today it starts" if unpaid else "It starts"
        found.append(
            f"Line {line}: a start {START_NAMES[each.replaced]} was no longer open{when}. "
            f"{paid} {START_NAMES[each.chosen.id]}, on {start}."
        )
    if each.chosen.days_given_up:
        given_up = count(each.chosen.days_given_up, "day")
        found.append(f"Line {line}: starting on {start} gives up {given_up} of the running plan, without credit.")
    return found


def _differs(now: Schedule, told: Schedule) -> bool:
    """Tell whether a line's dates moved; a start on the day of payment always moves with that day."""
    by_day = told.chosen.id in ("from_payment", "today") and now.chosen.id == told.chosen.id
    return not by_day and now.terms != told.terms


def _moved(now: Schedule, told: Schedule) -> str:
    before, after = (f"{day(_first(each))} to {day(_last(each))}" for each in (told, now))
    line = now.position + 1
    return f"Line {line}: its dates have moved since you ordered. You were told {before}; paid today it covers {after}."


def _first(dated: Schedule) -> date:
    return dated.terms[0].period.start


def _last(dated: Schedule) -> date:
    return dated.terms[-1].period.last_day


def _part_paid(order: Order, part_paid: Money) -> str:
    missing = price(order.total - part_paid)
    return (
        f"We have received {price(part_paid)} of {price(order.total)}. {missing} is still missing: please wire it with "
        "the same reference. The order stays open meanwhile, and is paid once all of it is here."
    )


def _held(order: Order, held: Sequence[Money], because: Sequence[ReviewKind]) -> str:
    amounts = listed([price(each) for each in held])
    why = listed([_WHY_HELD[each] for each in because if each in _WHY_HELD] or ["it does not fit the order"])
    if order.paid is not None:
        return (
            f"We have received {amounts} beside what paid this order, and could not use it because {why}. "
            "A person looks at it and writes to you."
        )
    return (
        f"We have received {amounts} for this order, but it could not pay it because {why}. "
        "A person looks at it and writes to you. Please do not pay again before that."
    )


_WHY_HELD: Mapping[ReviewKind, str] = {
    "early": "it is dated before the order",
    "late": "it came too late for the order",
    "surplus": "the order was paid already",
    "short": "it is less than the total",
    "over": "it is more than the total",
    "wrong_currency": "it came in another currency",
}


def _method(facts: Facts) -> str:
    return METHOD_NAMES.get(facts.get("method", ""), "another way")


def _amount(facts: Facts, name: str) -> str:
    return price(Money(int(facts[name]), facts["currency"]))


def _paid(facts: Facts) -> str:
    return f"Paid by {_method(facts)}; the money counts from {day(date.fromisoformat(facts['counted_on']))}."


_EVENTS: Mapping[str, str | Callable[[Facts], str]] = {
    "placed": "The order was placed.",
    "claimed": "The order was put into the account of its buyer.",
    "prepared": lambda facts: f"{facts.get('by', 'A colleague')} prepared the order.",
    "cancelled": "The order was cancelled.",
    "expired": "The order ran out unpaid.",
    "attempt_started": lambda facts: f"A payment by {_method(facts)} was started.",
    "attempt_retried": lambda facts: f"The payment by {_method(facts)} was tried again.",
    "attempt_in_flight": lambda facts: f"The payment by {_method(facts)} is on its way.",
    "attempt_captured": lambda facts: f"The payment by {_method(facts)} arrived.",
    "attempt_declined": lambda facts: f"The payment by {_method(facts)} was declined. Nothing was taken.",
    "attempt_failed": lambda facts: f"The payment by {_method(facts)} failed. Nothing was taken.",
    "attempt_abandoned": lambda facts: f"The payment by {_method(facts)} was given up.",
    "attempt_expired": lambda facts: f"The payment by {_method(facts)} ran out.",
    "wire_booked": "A wire arrived at our bank.",
    "wire_short": lambda facts: f"It was a part of the total: {_amount(facts, 'missing')} is still missing.",
    "wire_reversed": "A wire was entered by mistake, and was taken back.",
    "fee_written_off": lambda facts: f"Banks on the way kept {_amount(facts, 'amount')}; we take it as paid.",
    "paid": _paid,
    "credit_recomputed": "Support was used since, so the credit and with it the total changed.",
    "upgrade_conflict": "The plan to be upgraded has ended in another way, so a person looks at this order.",
    "start_replaced": "The chosen start was no longer open, so the next one applies.",
    "approval_awaited": "A person checks the dates you stated.",
    "approved": "The stated dates were checked.",
    "corrected": "Dates were corrected and wait for your confirmation.",
    "reconfirmed": "The corrected dates were confirmed.",
    "rejected": "The order was refused; the money goes back.",
    "fulfilled": "Support is in force as listed.",
    "refund_requested": "The money is on its way back.",
    "refund_pending": "The refund is being processed.",
    "refund_succeeded": "The refund went through.",
    "refund_failed": "The refund did not go through; a person looks into it.",
    "part_refunded": "A part of the money has gone back.",
    "money_used": "Money that had arrived before was used for this order.",
    "dispute_opened": "The payment is in dispute with the bank or provider that made it.",
    "dispute_under_review": "The bank or provider looks into the dispute.",
    "dispute_won": "The dispute was decided: the payment stands.",
    "dispute_lost": "The dispute was decided: the payment was taken back.",
    "wire_sent_back": "The money was sent back by wire.",
    "refunded": "The money has gone back.",
    "money_listed": "Money arrived that could not pay this order; a person looks into it.",
}
