"""Many staff at once: on both databases no payment gives back more than it brought, and no item is settled twice."""

from dataclasses import replace
from threading import Lock

import pytest

from plandesk.domain.errors import DomainError
from plandesk.domain.money import total
from plandesk.domain.orders import Order
from plandesk.domain.payments import RefundLine
from plandesk.domain.refunds import RefundRefused
from plandesk.services.accounts import check_accounts
from plandesk.services.cancellation import cancel_order
from plandesk.services.orders import place_order, preview, read_order
from plandesk.services.payments import settle_attempt, start_attempt
from plandesk.services.ports import Ports, UnitOfWorkFactory
from plandesk.services.refunds import RefundWish
from plandesk.services.resolutions import keep, send_back, use_for
from plandesk.services.staff_refunds import preview_refund, refund_order
from tests.contract.test_book_races import all_at_once
from tests.factories import World, new, order_request, page_of, select, usd
from tests.fakes import FakeIds

pytest_plugins = ["tests.contract.database_fixtures"]

STAFF = "staff:fin"
PRICE = usd(90000)


class LockedIds(FakeIds):
    """Counts for several threads."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def _next(self) -> int:
        with self._lock:
            return super()._next()


@pytest.fixture
def world(real_books: UnitOfWorkFactory) -> World:
    made = World()
    made.ids = LockedIds()
    return made


@pytest.fixture
def ports(world: World, real_books: UnitOfWorkFactory) -> Ports:
    return replace(world.ports, uow=real_books)


def place(ports: Ports) -> Order:
    selection = select(new("pbx.basic"))
    owed = preview(selection, ports=ports).breakdown.total
    request = order_request(selection, owed, ports.catalogue.version, ports.ids.new_id())
    return place_order(request, ports=ports).order


def buy(world: World, ports: Ports, *, cancelled: bool = False) -> Order:
    order = place(ports)
    attempt = start_attempt(order.token, "card", ports=ports)[0]
    if cancelled:
        cancel_order(order.token, ports=ports)
    world.card.pay(page_of(attempt))
    settle_attempt(attempt.id, ports=ports)
    return order


def test_refunds_at_the_same_moment_never_exceed_what_was_captured(world: World, ports: Ports) -> None:
    order = buy(world, ports)

    def refund(_: int) -> bool:
        left = preview_refund(order.number, None, ports=ports).left
        wish = RefundWish([RefundLine(0, usd(40000))], "as agreed", STAFF)
        try:
            refund_order(order.number, wish, left, ports=ports)
        except RefundRefused:
            return False
        return True

    refunded = sum(all_at_once(refund, 6))
    file = read_order(order.token, ports=ports)
    assert 1 <= refunded <= 2
    assert total((each.amount for each in file.refunds if each.is_under_way), "USD") == usd(40000) * refunded <= PRICE
    assert world.card.given_back(str(file.attempts[0].payment_ref)) == 40000 * refunded
    assert file.order.state == "part_refunded"
    assert check_accounts(ports=ports).holds


def test_one_click_sent_many_times_refunds_once(world: World, ports: Ports) -> None:
    order = buy(world, ports)

    def refund(_: int) -> bool:
        wish = RefundWish([RefundLine(0, usd(10000))], "as agreed", STAFF)
        try:
            refund_order(order.number, wish, PRICE, ports=ports)
        except RefundRefused:
            return False
        return True

    assert sum(all_at_once(refund, 6)) == 1
    assert len(read_order(order.token, ports=ports).refunds) == 1
    assert check_accounts(ports=ports).holds


def test_listed_money_is_sent_back_used_or_kept_by_one_of_many(world: World, ports: Ports) -> None:
    buy(world, ports, cancelled=True)
    other = place(ports)
    with ports.uow(read_only=True) as unit:
        (item,) = unit.reviews.open()
    acts = (
        lambda: send_back(item.id, "cancelled", staff=STAFF, ports=ports),
        lambda: use_for(item.id, other.number, "ordered anew", staff=STAFF, ports=ports),
        lambda: keep(item.id, "a tip", staff=STAFF, ports=ports),
    )

    def act(number: int) -> bool:
        try:
            acts[number % 3]()
        except DomainError:
            return False
        return True

    assert sum(all_at_once(act, 6)) == 1
    with ports.uow(read_only=True) as unit:
        assert not unit.reviews.open()
    assert check_accounts(ports=ports).holds
