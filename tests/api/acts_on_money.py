"""The acts of finance on money, arranged so that each succeeds: refunds, and what needs a person."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from plandesk.domain.money import Money
from plandesk.domain.orders import Order
from plandesk.services.cancellation import cancel_order
from plandesk.services.webhooks import process_inbox, receive_webhook
from plandesk.services.wire_money import confirm_wire
from tests.api.acts import REASON, Act
from tests.api.buying import attempt, buy, pay, place
from tests.api.conftest import Caller, Desk
from tests.factories import new, notice

WHY: Final = {"reason": REASON}


def _everything(ends_cover: bool = True) -> dict[str, Any]:
    amount = {"minor": 90000, "currency": "USD"}
    line = {"position": 0, "amount": amount, "ends_cover": ends_cover}
    return {**WHY, "lines": [line], "expected_left": amount}


def _refund(desk: Desk) -> Act:
    return Act(desk.staff("finance"), f"/desk/orders/{_bought(desk).number}/refunds", _everything())


def _bought(desk: Desk) -> Order:
    return buy(desk, new("pbx.basic"))


def _wired_back(desk: Desk) -> Mapping[str, Any]:
    order = place(desk, new("pbx.basic"))
    confirm_wire(order.number, order.total, desk.world.clock.today("UTC"), "in-1", staff="fin", ports=desk.ports)
    asked = desk.staff("finance").post(f"/desk/orders/{order.number}/refunds", _everything())
    assert asked.status_code == 201, asked.text
    refund: Mapping[str, Any] = asked.get_json()
    return refund


def _confirm_wire(desk: Desk) -> Act:
    sent = {"sent_on": desk.world.clock.today("UTC").isoformat(), "bank_reference": "out-1"}
    return Act(desk.staff("finance"), f"/desk/refunds/{_wired_back(desk)['id']}/confirm-wire", sent)


def _returned(desk: Desk) -> Act:
    confirmed = _confirm_wire(desk)
    assert confirmed.send().status_code == 200
    return Act(confirmed.caller, confirmed.path.replace("confirm-wire", "returned"), WHY)


def _listed(caller: Caller) -> str:
    (row,) = caller.get("/desk/reviews").get_json()["rows"]
    return str(row["id"])


def _late(desk: Desk) -> None:
    order = place(desk, new("pbx.basic"))
    started = attempt(desk, order)
    cancel_order(order.token, ports=desk.ports)
    pay(desk, started)


def _on_late(desk: Desk, act: str, **body: Any) -> Act:
    _late(desk)
    finance = desk.staff("finance")
    return Act(finance, f"/desk/reviews/{_listed(finance)}/{act}", {**WHY, **body})


def _use(desk: Desk) -> Act:
    return _on_late(desk, "use", order=place(desk, new("pbx.basic")).number)


def _reverse(desk: Desk) -> Act:
    order = place(desk, new("pbx.basic"))
    confirm_wire(order.number, Money(100, "USD"), desk.world.clock.today("UTC"), "in-1", staff="fin", ports=desk.ports)
    finance = desk.staff("finance")
    return Act(finance, f"/desk/reviews/{_listed(finance)}/reverse", WHY)


def _send_again(desk: Desk) -> Act:
    refund = _refund(desk)
    desk.world.card.refund_state = "failed"
    assert refund.send().get_json()["state"] == "failed"
    return Act(refund.caller, f"/desk/reviews/{_listed(refund.caller)}/send-again", {**WHY, "by_wire": True})


def _conclude(desk: Desk) -> Act:
    order = place(desk, new("pbx.basic"))
    paid, finance = pay(desk, attempt(desk, order)), desk.staff("finance")
    ref = desk.world.card.dispute(str(paid.payment_ref), order.total, "lost")
    receive_webhook("card", *notice(desk.world, "charge.dispute.updated", dispute_ref=ref), ports=desk.ports)
    process_inbox(ports=desk.ports)
    return Act(finance, f"/desk/reviews/{_listed(finance)}/conclude", {**WHY, "ends_cover": True})


def _on_stuck(desk: Desk, act: str) -> Act:
    receive_webhook("card", *notice(desk.world, "refund.created", refund_ref="theirs"), ports=desk.ports)
    for _ in range(8):
        process_inbox(ports=desk.ports)
        desk.world.clock.advance(hours=2)
    finance = desk.staff("finance")
    return Act(finance, f"/desk/reviews/{_listed(finance)}/{act}", WHY)


ACTS_ON_MONEY: Final[Mapping[str, Callable[[Desk], Act]]] = {
    "POST /desk/orders/{number}/refunds": _refund,
    "POST /desk/refunds/{refund_id}/confirm-wire": _confirm_wire,
    "POST /desk/refunds/{refund_id}/returned": _returned,
    "POST /desk/reviews/{review_id}/send-back": lambda desk: _on_late(desk, "send-back"),
    "POST /desk/reviews/{review_id}/use": _use,
    "POST /desk/reviews/{review_id}/keep": lambda desk: _on_late(desk, "keep"),
    "POST /desk/reviews/{review_id}/reverse": _reverse,
    "POST /desk/reviews/{review_id}/send-again": _send_again,
    "POST /desk/reviews/{review_id}/conclude": _conclude,
    "POST /desk/reviews/{review_id}/retry": lambda desk: _on_stuck(desk, "retry"),
    "POST /desk/reviews/{review_id}/close": lambda desk: _on_stuck(desk, "close"),
}
"""How each act on money is arranged, by its route."""
