"""Finance give money back over HTTP, and see first what cover ends."""

from typing import Any

import pytest

from plandesk.domain.orders import Order
from plandesk.services.wire_money import confirm_wire
from tests.api.buying import buy, place
from tests.api.conftest import Caller, Desk, problem
from tests.factories import incidents, new


def bought(desk: Desk) -> Order:
    return buy(desk, new("pbx.basic"), incidents("l12", 2))


def usd(minor: int) -> dict[str, Any]:
    return {"minor": minor, "currency": "USD"}


def wanted(minor: int, *, position: int = 0, ends_cover: bool = False, left: int = 108000) -> dict[str, Any]:
    line = {"position": position, "amount": usd(minor), "ends_cover": ends_cover}
    return {"lines": [line], "reason": "as agreed", "expected_left": usd(left)}


def previewed(caller: Caller, order: Order, body: Any = None) -> dict[str, Any]:
    reply = caller.post(f"/desk/orders/{order.number}/refund-preview", body or {})
    assert reply.status_code == 200, reply.text
    told: dict[str, Any] = reply.get_json()
    return told


def test_the_preview_tells_money_and_cover_of_every_line(desk: Desk) -> None:
    shown = previewed(desk.staff("finance"), bought(desk))
    assert (shown["state"], shown["method"], shown["refused"]) == ("fulfilled", "card", None)
    assert shown["left"] == shown["amount"] == shown["net"] == usd(108000)
    assert shown["tax"] == usd(0)
    plan, units = shown["lines"]
    assert (plan["paid"], plan["gone"], plan["left"]) == (usd(90000), usd(0), usd(90000))
    assert plan["asked"] == {"amount": usd(90000), "net": usd(90000), "tax": usd(0), "ends_cover": True}
    (term,) = plan["cover"]["terms"]
    assert (term["state"], term["last_covered_day"], term["ends_on"]) == ("active", "2026-12-22", None)
    assert [(each["units"], each["left"]) for each in units["cover"]["units"]] == [(2, 2)]


def test_the_preview_sums_what_is_asked_for(desk: Desk) -> None:
    body = {"lines": [{"position": 0, "amount": usd(10000), "ends_cover": False}]}
    shown = previewed(desk.staff("finance"), bought(desk), body)
    assert shown["amount"] == usd(10000)
    assert [each["asked"] is None for each in shown["lines"]] == [False, True]


def test_a_part_goes_back_and_the_next_click_sees_what_is_left(desk: Desk) -> None:
    order, finance = bought(desk), desk.staff("finance")
    reply = finance.post(f"/desk/orders/{order.number}/refunds", wanted(40000))
    assert reply.status_code == 201, reply.text
    told = reply.get_json()
    assert (told["state"], told["method"], told["amount"]) == ("succeeded", "card", usd(40000))
    shown = previewed(finance, order)
    assert (shown["state"], shown["left"]) == ("part_refunded", usd(68000))
    assert [each["id"] for each in shown["refunds"]] == [told["id"]]
    body = problem(finance.post(f"/desk/orders/{order.number}/refunds", wanted(40000)), 409, "refund-refused")
    assert body["reason"] == "changed"


@pytest.mark.parametrize(
    ("body", "reason"),
    [(wanted(90001), "too-much"), (wanted(1, position=7), "no-such-line"), (wanted(0), "nothing")],
)
def test_what_is_not_left_is_refused(desk: Desk, body: dict[str, Any], reason: str) -> None:
    order = bought(desk)
    told = problem(desk.staff("admin").post(f"/desk/orders/{order.number}/refunds", body), 409, "refund-refused")
    assert told["reason"] == reason


def test_sales_and_strangers_give_nothing_back(desk: Desk) -> None:
    order = bought(desk)
    problem(desk.staff("sales").post(f"/desk/orders/{order.number}/refunds", wanted(1)), 403, "not-allowed")
    owner, _ = desk.contact()
    problem(owner.post(f"/desk/orders/{order.number}/refunds", wanted(1)), 404, "not-found")


def test_an_unknown_order_and_an_unknown_refund_are_not_there(desk: Desk) -> None:
    finance = desk.staff("finance")
    problem(finance.post("/desk/orders/1234567890/refund-preview", {}), 404, "not-found")
    sent = {"sent_on": "2026-11-23", "bank_reference": "b-1"}
    problem(finance.post("/desk/refunds/none/confirm-wire", sent), 404, "not-found")


def test_a_wire_is_confirmed_with_day_and_reference_and_can_come_back(desk: Desk) -> None:
    order = place(desk, new("pbx.basic"))
    day = desk.world.clock.today("UTC")
    confirm_wire(order.number, order.total, day, "bank-1", staff="fin", ports=desk.ports)
    finance = desk.staff("finance")
    refund = finance.post(f"/desk/orders/{order.number}/refunds", wanted(90000, ends_cover=True, left=90000)).get_json()
    assert refund["state"] == "requested"
    sent = {"sent_on": day.isoformat(), "bank_reference": "bank-out-1"}
    early = problem(
        finance.post(f"/desk/refunds/{refund['id']}/confirm-wire", {**sent, "sent_on": "2020-01-01"}),
        409,
        "refund-date-refused",
    )
    assert early["detail"] == "The refund was asked for on 23 November 2026: its wire was not sent before that."
    done = finance.post(f"/desk/refunds/{refund['id']}/confirm-wire", sent).get_json()
    assert (done["state"], done["reference"]) == ("succeeded", "bank-out-1")
    problem(finance.post(f"/desk/refunds/{refund['id']}/confirm-wire", sent), 409, "refund-moved")
    back = finance.post(f"/desk/refunds/{refund['id']}/returned", {"reason": "account closed"}).get_json()
    assert back["state"] == "failed"
    assert previewed(finance, order)["state"] == "fulfilled"


def test_after_a_refund_that_ended_cover_page_desk_and_next_preview_tell_what_is_in_force(desk: Desk) -> None:
    order = bought(desk)
    desk.world.clock.advance(days=3)
    finance = desk.staff("finance")
    part = {"lines": [{"position": at, "amount": usd(1000), "ends_cover": True} for at in (0, 1)]}
    body = {**part, "reason": "as agreed", "expected_left": usd(108000)}
    assert finance.post(f"/desk/orders/{order.number}/refunds", body).status_code == 201
    told = finance.get(f"/desk/orders/{order.number}").get_json()["order"]
    (term,), (units,) = told["terms"], told["incidents"]
    assert (term["ended"], term["closed_because"], term["last_supported_day"]) == (True, "revoked", "2026-11-25")
    assert (units["ended"], units["last_day"]) == (True, "2026-11-25")
    public = desk.get(f"/orders/{order.token}").get_json()
    assert (public["terms"], public["incidents"]) == (told["terms"], told["incidents"])
    covers = [line["cover"] for line in previewed(finance, order)["lines"]]
    assert [(cover["terms"], cover["units"]) for cover in covers] == [([], []), ([], [])]


def test_a_term_that_never_began_has_neither_a_last_day_nor_windows(desk: Desk) -> None:
    order, finance = buy(desk, new("pbx.standard")), desk.staff("finance")
    (sold,) = desk.get(f"/orders/{order.token}").get_json()["terms"]
    assert sold["term"]["critical_updates"] is not None
    body = wanted(1, ends_cover=True, left=290000)
    assert finance.post(f"/desk/orders/{order.number}/refunds", body).status_code == 201
    (term,) = desk.get(f"/orders/{order.token}").get_json()["terms"]
    assert (term["ended"], term["last_supported_day"], term["term"]["critical_updates"]) == (True, None, None)
