"""What needs a person is read and settled over HTTP, until the list is empty and the accounts agree."""

from typing import Any

from plandesk.domain.money import Money
from plandesk.services.cancellation import cancel_order
from plandesk.services.webhooks import process_inbox, receive_webhook
from tests.api.buying import attempt, buy, pay, place, state
from tests.api.conftest import Caller, Desk, problem
from tests.factories import new, notice

WHY = {"reason": "as agreed"}


def late(desk: Desk, money: Money | None = None) -> str:
    """Let money come for a cancelled order, and return its number."""
    order = place(desk, new("pbx.basic"))
    started = attempt(desk, order)
    cancel_order(order.token, ports=desk.ports)
    pay(desk, started, money)
    return order.number


def listed(caller: Caller) -> list[dict[str, Any]]:
    reply = caller.get("/desk/reviews")
    assert reply.status_code == 200, reply.text
    rows: list[dict[str, Any]] = reply.get_json()["rows"]
    return rows


def act(caller: Caller, path: str, body: dict[str, Any]) -> dict[str, Any]:
    reply = caller.post(f"/desk/reviews/{path}", body)
    assert reply.status_code == 200, reply.text
    told: dict[str, Any] = reply.get_json()
    return told


def balanced(caller: Caller) -> bool:
    reply = caller.get("/desk/accounts")
    assert reply.status_code == 200, reply.text
    return reply.get_json()["holds"] is True


def test_an_item_says_what_it_holds_and_what_may_be_done(desk: Desk) -> None:
    number, finance = late(desk), desk.staff("finance")
    (row,) = listed(finance)
    told = finance.get(f"/desk/reviews/{row['id']}").get_json()
    assert (told["kind"], told["held"]) == ("late", True)
    assert (told["order_number"], told["order_state"]) == (number, "cancelled")
    assert told["may"] == ["use", "send_back", "keep"]


def test_listed_money_is_sent_back(desk: Desk) -> None:
    late(desk)
    finance = desk.staff("finance")
    (row,) = listed(finance)
    told = act(finance, f"{row['id']}/send-back", WHY)
    assert (told["closed"]["resolution"], told["closed"]["reason"]) == ("sent_back", "as agreed")
    assert [each["state"] for each in told["refunds"]] == ["succeeded"]
    assert (listed(finance), balanced(finance)) == ([], True)
    problem(finance.post(f"/desk/reviews/{row['id']}/send-back", WHY), 409, "review-closed")


def test_the_orders_page_says_whether_money_still_waits_or_went_back(desk: Desk) -> None:
    number, finance = late(desk), desk.staff("finance")
    order = finance.get(f"/desk/orders/{number}").get_json()["order"]
    assert order["money_waits"]
    (row,) = listed(finance)
    act(finance, f"{row['id']}/send-back", WHY)
    told = desk.get(f"/orders/{order['token']}").get_json()
    assert not told["money_waits"]
    assert told["notes"] == ["US$900.00 that could not pay this order has been sent back."]


def test_listed_money_pays_another_order(desk: Desk) -> None:
    late(desk)
    other, finance = place(desk, new("pbx.basic")), desk.staff("finance")
    (row,) = listed(finance)
    told = act(finance, f"{row['id']}/use", {**WHY, "order": other.number})
    assert (told["closed"]["resolution"], told["closed"]["did"]) == ("used", other.number)
    assert state(desk, other).state == "fulfilled"
    assert (listed(finance), balanced(finance)) == ([], True)


def test_listed_money_is_kept_with_a_reason(desk: Desk) -> None:
    late(desk)
    finance = desk.staff("finance")
    (row,) = listed(finance)
    problem(finance.post(f"/desk/reviews/{row['id']}/close", WHY), 409, "review-refused")
    problem(finance.post(f"/desk/reviews/{row['id']}/keep", {"reason": "..."}), 409, "reason-missing")
    (before,) = finance.get("/desk/accounts").get_json()["totals"]
    act(finance, f"{row['id']}/keep", WHY)
    assert (listed(finance), balanced(finance)) == ([], True)
    (after,) = finance.get("/desk/accounts").get_json()["totals"]
    assert after["booked"] == before["booked"]  # A bank asked would still say so.
    assert (after["kept"], after["held"]["minor"]) == (before["held"], 0)


def test_a_failed_refund_is_sent_again_by_wire(desk: Desk) -> None:
    order, finance = buy(desk, new("pbx.basic")), desk.staff("finance")
    desk.world.card.refund_state = "failed"
    body = {
        "lines": [{"position": 0, "amount": {"minor": 90000, "currency": "USD"}, "ends_cover": True}],
        "reason": "as agreed",
        "expected_left": {"minor": 90000, "currency": "USD"},
    }
    assert finance.post(f"/desk/orders/{order.number}/refunds", body).get_json()["state"] == "failed"
    (row,) = listed(finance)
    assert finance.get(f"/desk/reviews/{row['id']}").get_json()["may"] == ["send_again", "send_by_wire", "settle"]
    act(finance, f"{row['id']}/send-again", {**WHY, "by_wire": True})
    (wire,) = listed(finance)
    told = finance.get(f"/desk/reviews/{wire['id']}").get_json()
    assert (told["kind"], told["may"]) == ("wire_refund", ["confirm_wire", "wire_failed"])
    sent = {"sent_on": desk.world.clock.today("UTC").isoformat(), "bank_reference": "b-1"}
    assert finance.post(f"/desk/refunds/{told['refunds'][0]['id']}/confirm-wire", sent).status_code == 200
    assert (listed(finance), balanced(finance), state(desk, order).state) == ([], True, "refunded")


def test_a_lost_dispute_is_concluded(desk: Desk) -> None:
    order, finance = place(desk, new("pbx.basic")), desk.staff("finance")
    paid = pay(desk, attempt(desk, order))
    for heard in ("open", "lost"):
        ref = desk.world.card.dispute(str(paid.payment_ref), order.total, heard)  # type: ignore[arg-type]
        body = notice(desk.world, "charge.dispute.updated", dispute_ref=ref)
        receive_webhook("card", *body, ports=desk.ports)
        process_inbox(ports=desk.ports)
        (row,) = listed(finance)
        told = finance.get(f"/desk/reviews/{row['id']}").get_json()
        assert told["dispute"]["state"] == heard
        assert told["may"] == ([] if heard == "open" else ["end_cover", "keep_cover"])
    act(finance, f"{row['id']}/conclude", {**WHY, "ends_cover": True})
    assert (listed(finance), balanced(finance)) == ([], True)


def test_a_stuck_notice_is_tried_again_and_closed(desk: Desk) -> None:
    receive_webhook("card", *notice(desk.world, "refund.created", refund_ref="theirs"), ports=desk.ports)
    for _ in range(8):
        process_inbox(ports=desk.ports)
        desk.world.clock.advance(hours=2)
    finance = desk.staff("finance")  # The session before ran out meanwhile.
    (row,) = listed(finance)
    assert finance.get(f"/desk/reviews/{row['id']}").get_json()["may"] == ["retry", "close"]
    act(finance, f"{row['id']}/close", WHY)
    assert listed(finance) == []


def test_sales_do_not_see_the_accounts(desk: Desk) -> None:
    problem(desk.staff("sales").get("/desk/accounts"), 403, "not-allowed")
