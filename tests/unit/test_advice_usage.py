"""Where quota goes: used, lapsed, beyond, and the caps that bind."""

from datetime import date

from plandesk.domain.advice import Option, Question, advise, pool_books
from plandesk.domain.advice_usage import Beyond, PoolUse, Replayed, Spent, binding_caps, replayed, use_of
from plandesk.domain.advice_workload import ExpectedRequest, Horizon
from plandesk.domain.catalogue import Cap
from plandesk.domain.money import Money
from tests.advice import START, ask
from tests.factories import vendor_catalogue

VENDOR = vendor_catalogue()


def option_of(question: Question, option: str) -> Option:
    return next(each for each in advise(VENDOR, question).options if each.id == option)


def use(question: Question, option: str) -> dict[str, PoolUse]:
    books = pool_books(VENDOR, question.horizon, question.requests)
    return {each.pool.id: each for each in use_of(VENDOR, books, option_of(question, option))}


def replay(question: Question, option: str) -> Replayed:
    return replayed(pool_books(VENDOR, question.horizon, question.requests), question, option_of(question, option))


def test_the_months_of_a_term_say_what_was_asked_covered_and_lapsed() -> None:
    [term] = use(ask("softswitch", "l2 30 x4 in 1", "l2 30 x1 in 2"), "softswitch.standard")["l12"].terms
    first, second, third = term.months[:3]
    assert first.asked == Spent(4, 120)
    # A month gives 3 requests and one hour: two of half an hour fill the hour.
    assert (first.best, first.came, first.lapsed) == (Spent(2, 60), Spent(2, 60), Spent(0, 0))
    assert (second.best, second.lapsed) == (Spent(1, 30), Spent(0, 0))
    # The term then has 7 requests and 8.5 hours left, and a month takes 3 and one hour: hours are lost first.
    assert (third.asked, third.lapsed) == (Spent(0, 0), Spent(0, 0))
    assert [each.lapsed for each in term.months[3:]] == [
        Spent(0, 30),
        *[Spent(0, 60)] * 5,
        Spent(1, 60),
        Spent(3, 60),
        Spent(3, 60),
    ]
    assert (term.given, term.best) == (Cap(10, 600), Spent(3, 90))


def test_nothing_lapses_that_a_later_month_can_still_take() -> None:
    [term] = use(ask("softswitch", "l2 60 x1 in 1-10"), "softswitch.standard")["l12"].terms
    assert [each.lapsed for each in term.months] == [Spent(0, 0)] * 12
    [dev] = use(ask("softswitch", "dev 60 x1 in 1"), "softswitch.standard")["dev"].terms
    assert [each.lapsed for each in dev.months[-3:]] == [Spent(0, 0), Spent(1, 60), Spent(1, 60)]


def test_where_no_month_is_capped_all_lapses_with_the_last() -> None:
    [term] = use(ask("gateway", "l2 15 x1 in 1"), "gateway.standard")["l12"].terms
    assert [each.lapsed for each in term.months] == [*[Spent(0, 0)] * 11, Spent(3, 105)]


def test_what_is_beyond_is_priced_by_started_hours() -> None:
    beyond = use(ask("softswitch", "l2 90 x1 in 1"), "softswitch.standard")["l12"].best
    assert (beyond.units, beyond.money, beyond.by_agreement) == (2, Money(18000, "USD"), 0)


def test_a_cap_that_binds_says_what_lifting_it_would_save() -> None:
    question = ask("gateway", "l2 30 x2 in 1-5", "dev 60 x1 in 1-4")
    books = pool_books(VENDOR, question.horizon, question.requests)
    told = binding_caps(VENDOR, books, option_of(question, "gateway.standard"))
    # 10 requests of half an hour against 4 and 2 hours, 4 hours of development against one: neither cap binds alone.
    assert [(each.pool.id, each.caps, each.values, each.saves.money.minor) for each in told] == [
        ("l12", ("period_requests", "period_minutes"), (4, 120), 54000),
        ("dev", ("period_requests", "period_minutes"), (1, 60), 60000),
    ]


def test_caps_that_leave_room_do_not_bind() -> None:
    question = ask("softswitch", "l2 60 x1 in 1-3")
    books = pool_books(VENDOR, question.horizon, question.requests)
    assert binding_caps(VENDOR, books, option_of(question, "softswitch.standard")) == ()


def test_a_replay_names_each_request_beyond_quota_and_the_caps_that_refused_it() -> None:
    requests = (
        ExpectedRequest(date(2026, 12, 20), "l2", 45),
        ExpectedRequest(date(2026, 12, 2), "l2", 30),
        ExpectedRequest(date(2026, 12, 24), "dev", 60),
    )
    told = replay(Question("softswitch", Horizon(START, 12), requests), "softswitch.standard")
    # The one of 2 December takes half of the month's hour; three quarters are then too many.
    assert told.beyond == (Beyond(0, ("month_minutes",)),)
    assert [(each.pool.id, each.cap, each.term, each.on) for each in told.hits] == [
        ("l12", "month_minutes", 0, date(2026, 12, 20))
    ]
    # At best one of the two is covered as well, for both cost one incident: the shorter one is taken.
    assert told.beyond_best == (0,)


def test_ad_hoc_leaves_every_request_beyond_quota_and_hits_no_cap() -> None:
    told = replay(ask("softswitch", "l2 60 x1 in 1,2"), "adhoc")
    assert told == Replayed((Beyond(0, ()), Beyond(1, ())), (), (0, 1))


def test_a_level_that_a_quota_does_not_hold_is_refused_by_no_cap() -> None:
    assert replay(ask("pbx", "l2 15 x1 in 1"), "pbx.basic").beyond == (Beyond(0, ()),)


def test_the_use_of_every_option_adds_up_to_its_figures() -> None:
    question = ask("gateway", "l1 30 x3", "l2 90 x1 in 2,5", "dev 45 x1 in 1-6", months=24)
    books = pool_books(VENDOR, question.horizon, question.requests)
    for option in advise(VENDOR, question).options:
        told = use_of(VENDOR, books, option)
        best, came = option.beyond
        assert sum(each.best.money.minor for each in told) == best.money.minor
        assert sum(each.came.money.minor for each in told) == came.money.minor
