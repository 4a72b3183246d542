"""What waits at the demo's desk: quotes in every state, wires that a bank statement brings, money for a person."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Final

from plandesk.domain.discounts import Discount
from plandesk.domain.money import Money
from plandesk.domain.orders import Buyer, Order
from plandesk.domain.pricing import Extension, Incidents, InstallationName, Line, NewInstallation, Selection
from plandesk.domain.quotes import Addressee, Choice, Quote
from plandesk.domain.remittance import reference_for
from plandesk.services.chains import AskedLine, KnownExtension
from plandesk.services.payments import start_attempt
from plandesk.services.quotes_answers import decline_quote
from plandesk.services.quotes_approvals import ask_approval
from plandesk.services.quotes_drafts import QuoteContent, draft_quote, revise_quote
from plandesk.services.quotes_issue import issue_quote
from plandesk.services.quotes_life import revoke_quote, send_quote
from plandesk.services.quotes_made import MakeQuote, make_quote
from plandesk.services.wire_money import enter_wire
from plandesk_sandbox.demo_companies import BIRCH, PEAR, QUINCE, ROWAN, SORREL, STAFF
from plandesk_sandbox.demo_stage import FINANCE, Stage

STATEMENT: Final = Path("var/statement.sta")
"""Where the demo puts a bank statement (MT940) for finance to import."""

Movement = tuple[Money, str, str]
"""An amount that came, what the payer wrote, and who paid."""


def quotes(stage: Stage) -> None:
    """Offers in every state: open with a choice, running out, revised, declined, revoked, run out, and in approval."""
    _offer_birch(stage)
    running_out = _issued(stage, 26, _content(None, NewInstallation("gateway.dedicated")))
    send_quote(running_out.id, "buyer@tamarind.example", staff=STAFF["sales"], ports=stage.on(stage.ago(25)))
    revised = _issued(stage, 9, _content(PEAR, NewInstallation("pbx.standard", 2)))
    later = stage.on(stage.ago(4))
    again = revise_quote(revised.id, staff=STAFF["sales"], ports=later)
    issue_quote(again.id, again.version, staff=STAFF["sales"], ports=later)
    declined = _issued(stage, 12, _content(SORREL, NewInstallation("softswitch.gold")))
    decline_quote(declined.token, "We stay with our present plan this year.", ports=stage.on(stage.ago(8)))
    wrong = _issued(stage, 6, _content(ROWAN, Incidents("dev", 3)))
    revoke_quote(wrong.id, "Issued to the wrong company.", staff=STAFF["sales"], ports=stage.on(stage.ago(5)))
    _issued(stage, 45, _content(ROWAN, NewInstallation("softswitch.advanced")))
    asked = _draft(stage, 0, _content(SORREL, NewInstallation("pbx.dedicated"), off=Discount("Third site", "18")))
    ask_approval(asked.id, asked.version, staff=STAFF["sales"], ports=stage.ports)
    alone = Selection((NewInstallation("softswitch.standard"), Incidents("l12", 2)))
    made_alone = MakeQuote(alone, _addressee(QUINCE), stage.ports.ids.new_id(), _digest(alone))
    make_quote(made_alone, ports=stage.on(stage.ago(1)))


def stated_extension(stage: Stage) -> None:
    """A guest's extension, paid by wire, of which staff check what was stated."""
    ordered, last = stage.ago(5), stage.ago(-20)
    named = InstallationName("gw2.rowan.example", "Branch office")
    line = Extension("gateway.standard", last, "gateway.advanced", 1, "at_end", None, named)
    stage.wire(stage.place_as_guest(ordered, ROWAN, line), ordered)


def wires(stage: Stage) -> bytes:
    """Orders that await wires, one paid twice, and the bank statement (MT940) that brings what is still to come."""
    right = _awaiting(stage, PEAR, NewInstallation("gateway.standard", 1, InstallationName("gw.pear.example")))
    short = _awaiting(stage, QUINCE, NewInstallation("pbx.standard", 1, InstallationName("QUI-PBX-1")))
    over = _awaiting(stage, SORREL, NewInstallation("softswitch.standard", 1, InstallationName("SOR-SW-1")))
    shared = _awaiting(stage, ROWAN, NewInstallation("pbx.basic", 1, InstallationName("ROW-PBX-1")))
    twice = _awaiting(stage, PEAR, Incidents("l12", 4))
    for reference in ("DEMO-W1", "DEMO-W2"):
        day = stage.ago(1)
        enter_wire(twice.number, twice.total, day, reference, staff=FINANCE, ports=stage.on(day))
    return _statement(
        stage.ports.bank.iban if stage.ports.bank else "DE02120300000000202051",
        stage.today,
        (right.total, f"INVOICE {_spaced(right)}", "PEAR AND SONS"),
        (short.total - Money(2_500, short.total.currency), f"{_spaced(short)} LESS FEES", "QUINCE NETWORKS"),
        (over.total + Money(10_000, over.total.currency), reference_for(over.number).lower(), "SORREL VOICE"),
        (shared.total, f"{_spaced(shared)} AND {_spaced(short)}", "ROWAN GROUP"),
        (twice.total, f"ONCE MORE {_spaced(twice)}", "PEAR AND SONS"),
        (Money(12_345, right.total.currency), "THANK YOU", "SOMEBODY"),
    )


def _offer_birch(stage: Stage) -> None:
    """Offer a customer two ways to go on, A or B, with incidents if wished, for less."""
    installation = stage.installation(BIRCH, "BIR-PBX-0001")
    options: tuple[tuple[Choice, AskedLine], ...] = (
        ("A", KnownExtension(installation.id, "pbx.standard", 2)),
        ("B", KnownExtension(installation.id, "pbx.dedicated")),
        ("optional", Incidents("l12", 5)),
    )
    content = QuoteContent(
        options=options,
        discounts=(Discount("Loyal for three years", "8"),),
        addressee=Addressee(BIRCH.name, BIRCH.people["owner"], BIRCH.email("owner"), BIRCH.country),
        customer_id=installation.customer_id,
        note="As discussed on the phone: two years of Standard, or one term of Dedicated with phone support.",
    )
    send_quote(_issued(stage, 3, content).id, staff=STAFF["sales"], ports=stage.on(stage.ago(3)))


def _content(whom: Buyer | None, *lines: Line, off: Discount | None = None) -> QuoteContent:
    options: list[tuple[Choice, AskedLine]] = [("included", line) for line in lines]
    return QuoteContent(options, (off,) if off else (), _addressee(whom) if whom else Addressee())


def _addressee(whom: Buyer) -> Addressee:
    return Addressee(whom.company, whom.contact, whom.email, whom.country)


def _draft(stage: Stage, days: int, content: QuoteContent) -> Quote:
    ports = stage.on(stage.ago(days))
    return draft_quote(content, ports.ids.new_id(), _digest(content), staff=STAFF["sales"], ports=ports)


def _issued(stage: Stage, days: int, content: QuoteContent) -> Quote:
    draft = _draft(stage, days, content)
    return issue_quote(draft.id, draft.version, staff=STAFF["sales"], ports=stage.on(stage.ago(days)))


def _digest(asked: object) -> str:
    return hashlib.sha256(repr(asked).encode()).hexdigest()


def _awaiting(stage: Stage, buyer: Buyer, line: Line) -> Order:
    ordered = stage.ago(4)
    order = stage.place_as_guest(ordered, buyer, line)
    start_attempt(order.token, "wire", ports=stage.on(ordered))
    return order


def _spaced(order: Order) -> str:
    """Return a reference in groups of four, as people copy it."""
    reference = reference_for(order.number)
    return " ".join(reference[start : start + 4] for start in range(0, len(reference), 4))


def _statement(account: str, day: date, *movements: Movement) -> bytes:
    """Write a statement of an account as the SWIFT standard has it."""
    currency = movements[0][0].currency
    lines = "".join(
        f":61:{day:%y%m%d}{day:%m%d}C{str(amount.to_decimal()).replace('.', ',')}NTRFNONREF//DEMO-S{number}\r\n"
        f":86:{text} {payer}\r\n"
        for number, (amount, text, payer) in enumerate(movements, 1)
    )
    head = f":20:DEMO\r\n:25:{account}\r\n:28C:00001/001\r\n:60F:C{day:%y%m%d}{currency}0,00\r\n"
    return f"{head}{lines}:62F:C{day:%y%m%d}{currency}0,00\r\n-\r\n".encode()
