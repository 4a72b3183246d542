"""The attack over HTTP: every state of a quote by every door; the unit room tries the use cases behind them alone."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, get_args

import pytest

from plandesk.domain.quotes import QuoteState
from plandesk.services.payments import poll_attempts
from plandesk.services.webhooks import process_inbox
from tests.api.conftest import Desk, problem
from tests.api.quote_desk import Quotes, next_key

ENDED = tuple(each for each in get_args(QuoteState) if each != "ordered")


@pytest.fixture
def quotes(desk: Desk) -> Quotes:
    """Return quotes of an empty product."""
    return Quotes(desk)


def force(desk: Desk, quote: dict[str, Any], state: QuoteState) -> None:
    """Put a quote into a state past every use case."""
    with desk.ports.uow() as unit:
        found = unit.quotes.by_id(quote["id"], lock=True)
        assert found is not None
        unit.quotes.save(replace(found, state=state))
        unit.commit()


def forged(desk: Desk, quotes: Quotes, *, attempt: bool = True) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield an order and an open attempt of it, for each state that its quote may have been put into."""
    for state in ENDED:
        quote = quotes.issued()
        order = quotes.accept(quote).get_json()
        opened = desk.post(f"/orders/{order['token']}/attempts", {"method": "card"}).get_json() if attempt else {}
        force(desk, quote, state)
        yield order, opened


def listed(desk: Desk, order: dict[str, Any]) -> bool:
    """Insist that an order is unpaid and brought nothing, and tell whether its money is on the list."""
    found = desk.get(f"/orders/{order['token']}").get_json()
    assert (found["state"], found["paid"], found["terms"], found["methods"]) == ("awaiting_payment", None, [], [])
    with desk.ports.uow(read_only=True) as unit:
        stored = unit.orders.by_number(order["number"])
        assert stored is not None
        kinds = [item.kind for item in unit.reviews.open_of(stored.id)]
        ledger = sum(entry.amount.minor for entry in unit.payments.ledger_of(stored.id))
    assert ledger == (order["total"]["minor"] if kinds else 0)
    return kinds == ["late"]


@pytest.mark.parametrize("state", [each for each in ENDED if each != "issued"])
def test_the_door_of_acceptance(desk: Desk, quotes: Quotes, state: QuoteState) -> None:
    quote = quotes.issued()
    body = quotes.acceptance(quote)
    force(desk, quote, state)
    reply = desk.post(f"/quotes/{quote['token']}/accept", body, Idempotency_Key=next_key())
    if state == "draft":
        problem(reply, 404, "not-found")
    else:
        assert problem(reply, 409, "quote-not-acceptable")["state"] == state


def test_the_door_of_the_orders_page(desk: Desk, quotes: Quotes) -> None:
    for order, _ in forged(desk, quotes, attempt=False):
        for method in ("card", "paypal", "wire"):
            reply = desk.post(f"/orders/{order['token']}/attempts", {"method": method})
            problem(reply, 409, "quote-not-payable")
        assert not listed(desk, order)


def test_the_door_of_the_return_page(desk: Desk, quotes: Quotes) -> None:
    for order, attempt in forged(desk, quotes):
        desk.world.card.pay(f"page-{attempt['id']}")
        for _ in range(2):
            reply = desk.client.get(f"/pay/card/return?attempt={attempt['id']}")
            assert (reply.status_code, reply.headers["Location"]) == (303, f"/orders/{order['token']}/")
        assert listed(desk, order)


def test_the_door_of_an_old_attempts_webhook(desk: Desk, quotes: Quotes) -> None:
    for order, attempt in forged(desk, quotes):
        desk.world.card.pay(f"page-{attempt['id']}")
        body, headers = desk.world.card.webhook("paid", f"page-{attempt['id']}")
        assert desk.client.post("/api/v1/webhooks/stripe", data=body, headers=headers).status_code == 204
        assert process_inbox(ports=desk.ports) == 1
        assert listed(desk, order)


def test_the_door_of_the_poll(desk: Desk, quotes: Quotes) -> None:
    tried = list(forged(desk, quotes))
    for _, attempt in tried:
        desk.world.card.pay(f"page-{attempt['id']}")
    desk.world.clock.advance(minutes=5)
    assert poll_attempts(ports=desk.ports) == len(tried)
    assert all(listed(desk, order) for order, _ in tried)


def test_the_door_of_a_wire_at_the_desk(desk: Desk, quotes: Quotes) -> None:
    finance, today = desk.staff("finance"), desk.ports.clock.today("UTC").isoformat()
    for order, _ in forged(desk, quotes, attempt=False):
        entered = finance.post(
            "/desk/wires",
            {
                "number": order["number"],
                "amount": order["total"],
                "received_on": today,
                "bank_reference": f"line of {order['number']}",
            },
        )
        assert (entered.status_code, entered.get_json()["verdict"]) == (201, "late"), entered.text
        assert listed(desk, order)
        with desk.ports.uow(read_only=True) as unit:
            stored = unit.orders.by_number(order["number"])
            assert stored is not None
            (item,) = unit.reviews.open_of(stored.id)
        given = {"orders": [{"number": order["number"], "amount": order["total"]}], "reason": "meant for it"}
        given_to = finance.post(f"/desk/money/{item.id}/orders", given)
        assert given_to.status_code == 200, given_to.text
        found = desk.get(f"/orders/{order['token']}").get_json()
        assert (found["state"], found["paid"], found["terms"]) == ("awaiting_payment", None, [])
        with desk.ports.uow(read_only=True) as unit:
            assert [again.kind for again in unit.reviews.open_of(stored.id)] == ["late"]
