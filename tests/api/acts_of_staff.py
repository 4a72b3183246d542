"""Every act of staff that writes, arranged so that it succeeds: what `test_audited.py` walks.

A new route under which staff write needs a function here, or a reason in `NO_ACTS`.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, Final

from plandesk.domain.customers import StaffRole
from plandesk.domain.remittance import reference_for
from tests.api.acts import REASON, Act
from tests.api.acts_on_money import ACTS_ON_MONEY
from tests.api.buying import buy
from tests.api.conftest import Desk
from tests.api.quote_desk import Quotes, next_key, offered, percent
from tests.api.test_statements import MAPPING
from tests.authenticator import Key
from tests.bank_files import Movement, camt
from tests.factories import FIRST_DAY
from tests.factories import extension as stated_extension

NO_ACTS: Final[Mapping[str, str]] = {
    "POST /account/sessions/{session_id}/end": "ends one's own session, and nothing of anybody else",
    "POST /passkeys/challenge": "asks a question of one's own browser",
    "POST /passkeys/registration": "asks a question of one's own browser",
    "POST /desk/statement-mappings/preview": "reads a file and keeps nothing",
    "POST /desk/orders/{number}/approve-preview": "shows what an approval would date",
    "POST /desk/orders/{number}/refund-preview": "shows what a refund would do",
    "POST /desk/wires/look": "says what a wire would do",
    "POST /desk/quotes/price": "shows what an offer would cost",
}
"""What staff may post and which is no act, with why."""


def _room(desk: Desk, path: str, body: Mapping[str, Any], role: StaffRole = "sales") -> Act:
    room = desk.customer().installations[0].id
    return Act(desk.staff(role), f"/installations/{room}/{path}", body)


def _customer(desk: Desk, path: str, body: Mapping[str, Any]) -> Act:
    return Act(desk.staff("sales"), f"/customers/{desk.customer().customer.id}/{path}", body)


def _term(desk: Desk, act: str, before: str | None = None, **body: Any) -> Act:
    path, staff = f"/terms/{desk.customer().terms[0].id}", desk.staff("sales")
    if before:
        assert staff.post(f"{path}/{before}", {"reason": "first"}).status_code == 200
    return Act(staff, f"{path}/{act}", {"reason": REASON, **body})


def _request(desk: Desk) -> Mapping[str, Any]:
    day = desk.ports.clock.today("UTC").isoformat()
    return {"level": "l1", "hours": 0.25, "when": day, "reference": "T-1", "use": "quota"}


def _correct_request(desk: Desk) -> Act:
    recorded = _room(desk, "requests", _request(desk)).send().get_json()
    return Act(desk.staff("sales"), f"/requests/{recorded['id']}/corrections", {"void": True, "reason": REASON})


def _import(desk: Desk) -> Act:
    rows = b"customer,company,installation,plan,term_start\nC-1,Acme Ltd,PBX 1,pbx.standard,2026-01-31\n"
    return Act(desk.staff("sales"), "/imports/customers?mode=write", headers={"Content-Type": "text/csv"}, file=rows)


def _register(desk: Desk) -> Act:
    staff = desk.staff("sales")
    challenge = staff.post("/passkeys/registration").get_json()["challenge"]
    return Act(staff, "/passkeys", {"name": "Blue key", "passkey": Key().make(challenge)})


def _show_passkey(desk: Desk) -> Act:
    key = Key()
    desk.staff("sales").register(key)
    staff = desk.staff("sales")
    challenge = staff.post("/passkeys/challenge").get_json()["challenge"]
    return Act(staff, "/passkeys/show", {"passkey": key.show(challenge)})


def _remove_passkey(desk: Desk) -> Act:
    staff = desk.staff("sales")
    staff.register(Key())
    (passkey,) = staff.get("/passkeys").get_json()["passkeys"]
    return Act(staff, f"/passkeys/{passkey['id']}/remove")


def _remove_lost_passkey(desk: Desk) -> Act:
    desk.staff("sales").register(Key())
    admin = desk.staff("admin")
    (passkey,) = admin.get("/desk/passkeys").get_json()["passkeys"]
    return Act(admin, f"/desk/passkeys/{passkey['id']}/remove", {"reason": REASON})


def _draft(desk: Desk, **changes: Any) -> tuple[Quotes, Mapping[str, Any]]:
    quotes = Quotes(desk)
    return quotes, quotes.draft(**changes)


def _begin_quote(desk: Desk) -> Act:
    body = {"options": [offered()], "addressee": {}}
    return Act(desk.staff("sales"), "/desk/quotes", body, {"Idempotency_Key": next_key()})


def _change_quote(desk: Desk) -> Act:
    quotes, draft = _draft(desk)
    body = {"options": [offered()], "addressee": {}, "note": "changed", "version": draft["version"]}
    return Act(quotes.sales, f"/desk/quotes/{draft['id']}", body)


def _on_draft(desk: Desk, act: str, **changes: Any) -> Act:
    quotes, draft = _draft(desk, **changes)
    return Act(quotes.sales, f"/desk/quotes/{draft['id']}/{act}", {"version": draft["version"]})


def _decide(desk: Desk, act: str) -> Act:
    quotes, draft = _draft(desk, discounts=[percent("25")])
    asked = quotes.act(draft, "ask-approval", version=draft["version"]).get_json()
    body = {"version": asked["version"], "reason": REASON}
    return Act(desk.staff("admin"), f"/desk/quotes/{draft['id']}/{act}", body)


def _on_issued(desk: Desk, act: str, **body: Any) -> Act:
    quotes = Quotes(desk)
    return Act(quotes.sales, f"/desk/quotes/{quotes.issued()['id']}/{act}", body)


def _order(desk: Desk) -> Mapping[str, Any]:
    placed: Mapping[str, Any] = desk.get(f"/orders/{desk.placed()}").get_json()
    return placed


def _on_stated(desk: Desk, act: str) -> Act:
    """Act on a paid order whose stated end waits for staff."""
    order = buy(desk, stated_extension(desk.ports.clock.today("UTC") + timedelta(days=40)))
    assert order.state == "awaiting_approval"
    return Act(desk.staff("sales"), f"/desk/orders/{order.number}/{act}", {"reason": REASON})


def _upload(desk: Desk, text: str = "thanks") -> Act:
    content = camt(Movement("2900.00", text, value_date=FIRST_DAY))
    kind = {"Content-Type": "application/octet-stream"}
    return Act(desk.staff("finance"), "/desk/statements?name=monday.xml", headers=kind, file=content)


def _on_statement(desk: Desk, act: str, body: Any = None, text: str = "thanks") -> Act:
    draft = _upload(desk, text).send().get_json()
    return Act(desk.staff("finance"), f"/desk/statements/{draft['id']}/{act}", body or {})


def _confirm(desk: Desk) -> Act:
    return _on_statement(desk, "confirm", text=reference_for(_order(desk)["number"]))


def _save_mapping(desk: Desk) -> Act:
    return Act(desk.staff("finance"), "/desk/statement-mappings", {"name": "Bank", "mapping": MAPPING})


def _remove_mapping(desk: Desk) -> Act:
    assert _save_mapping(desk).send().status_code == 200
    return Act(desk.staff("finance"), "/desk/statement-mappings/remove", {"name": "Bank"})


def _wire(desk: Desk) -> Act:
    placed = _order(desk)
    body = {
        "number": placed["number"],
        "amount": placed["total"],
        "received_on": FIRST_DAY.isoformat(),
        "bank_reference": "B-1",
    }
    return Act(desk.staff("finance"), "/desk/wires", body)


def _use_listed_money(desk: Desk) -> Act:
    placed = _order(desk)
    assert _on_statement(desk, "confirm").send().status_code == 200
    with desk.ports.uow(read_only=True) as unit:
        (item,) = unit.reviews.open()
    body = {"orders": [{"number": placed["number"], "amount": placed["total"]}], "reason": REASON}
    return Act(desk.staff("finance"), f"/desk/money/{item.id}/orders", body)


_NEW_TERM: Final = {"plan": "pbx.standard", "start": "2027-11-23", "origin": "entered", "reason": REASON}
_NEW_CONTACT: Final = {"name": "Bo", "email": "bo@acme.example", "role": "billing"}

ACTS: Final[Mapping[str, Callable[[Desk], Act]]] = {
    "POST /customers": lambda desk: Act(desk.staff("sales"), "/customers", {"name": "Gamma"}),
    "POST /customers/{customer_id}/contacts": lambda desk: _customer(desk, "contacts", _NEW_CONTACT),
    "POST /customers/{customer_id}/installations": lambda desk: _customer(
        desk, "installations", {"family": "pbx", "reference": "PBX-9"}
    ),
    "POST /imports/customers": _import,
    "POST /installations/{installation_id}/requests": lambda desk: _room(desk, "requests", _request(desk)),
    "POST /requests/{request_id}/corrections": _correct_request,
    "POST /installations/{installation_id}/terms": lambda desk: _room(desk, "terms", _NEW_TERM),
    "POST /terms/{term_id}/correct": lambda desk: _term(desk, "correct", last_covered_day="2027-12-31"),
    "POST /terms/{term_id}/suspend": lambda desk: _term(desk, "suspend"),
    "POST /terms/{term_id}/resume": lambda desk: _term(desk, "resume", before="suspend"),
    "POST /terms/{term_id}/revoke": lambda desk: _term(desk, "revoke"),
    "POST /passkeys": _register,
    "POST /passkeys/show": _show_passkey,
    "POST /passkeys/{passkey_id}/remove": _remove_passkey,
    "POST /desk/passkeys/{passkey_id}/remove": _remove_lost_passkey,
    "POST /desk/quotes": _begin_quote,
    "POST /desk/quotes/{quote_id}": _change_quote,
    "POST /desk/quotes/{quote_id}/issue": lambda desk: _on_draft(desk, "issue"),
    "POST /desk/quotes/{quote_id}/ask-approval": lambda desk: _on_draft(
        desk, "ask-approval", discounts=[percent("25")]
    ),
    "POST /desk/quotes/{quote_id}/approve": lambda desk: _decide(desk, "approve"),
    "POST /desk/quotes/{quote_id}/refuse": lambda desk: _decide(desk, "refuse"),
    "POST /desk/quotes/{quote_id}/revise": lambda desk: _on_issued(desk, "revise"),
    "POST /desk/quotes/{quote_id}/duplicate": lambda desk: _on_issued(desk, "duplicate"),
    "POST /desk/quotes/{quote_id}/send": lambda desk: _on_issued(desk, "send"),
    "POST /desk/quotes/{quote_id}/validity": lambda desk: _on_issued(desk, "validity", valid_until="2027-01-31"),
    "POST /desk/quotes/{quote_id}/revoke": lambda desk: _on_issued(desk, "revoke", reason=REASON),
    "POST /desk/statements": _upload,
    "POST /desk/statements/{statement_id}/lines/{position}": lambda desk: _on_statement(
        desk, "lines/1", {"choice": "skip"}
    ),
    "POST /desk/statements/{statement_id}/confirm": _confirm,
    "POST /desk/statements/{statement_id}/discard": lambda desk: _on_statement(desk, "discard"),
    "POST /desk/statement-mappings": _save_mapping,
    "POST /desk/statement-mappings/remove": _remove_mapping,
    "POST /desk/wires": _wire,
    "POST /desk/money/{review_id}/orders": _use_listed_money,
    "POST /desk/orders/{number}/approve": lambda desk: _on_stated(desk, "approve"),
    "POST /desk/orders/{number}/reject": lambda desk: _on_stated(desk, "reject"),
    "POST /desk/orders/{number}/cancel": lambda desk: Act(
        desk.staff("sales"), f"/desk/orders/{_order(desk)['number']}/cancel", {"reason": REASON}
    ),
    **ACTS_ON_MONEY,
}
"""How each act is arranged, by its route."""
