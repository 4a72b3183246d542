"""What every payment gateway must do, whoever is behind it; run for the fake, Stripe and PayPal alike."""

from dataclasses import replace

import pytest

from plandesk.domain.payments import (
    Attempt,
    ProviderRefused,
    ProviderReport,
    ProviderUnavailable,
    RefundReport,
    StartedPayment,
    WebhookMalformed,
    WebhookNotAuthentic,
)
from tests.contract.payment_houses import (
    CATALOGUE,
    EFFECTS,
    Effect,
    House,
    a_refund,
    a_taxed_order,
    an_order,
    reference,
)


def take(house: House, effect: Effect, attempt: Attempt) -> StartedPayment | ProviderReport | RefundReport:
    """Make the request with this effect."""
    match effect:
        case "start":
            return house.gateway.start(attempt, an_order(), CATALOGUE)
        case "take":
            return house.gateway.settle(attempt)
        case "refund":
            return house.gateway.refund(a_refund(attempt), attempt)


def ready(house: House, effect: Effect) -> Attempt:
    """Return an attempt for which the request with this effect is next."""
    match effect:
        case "start":
            return house.attempt(an_order())
        case "take":
            attempt = house.started()
            house.pay(attempt)
            return attempt
        case "refund":
            return house.captured()


class GatewaySuite:
    """Subclass it with a fixture `house`."""

    def test_a_started_attempt_has_a_page_and_is_open(self, house: House) -> None:
        attempt = house.started()
        assert attempt.redirect_url is not None
        assert attempt.redirect_url.startswith("http")
        assert house.gateway.settle(attempt) == ProviderReport("open", reference(attempt), attempt.id)

    def test_starting_again_gives_the_same_page(self, house: House) -> None:
        order = an_order()
        attempt = house.attempt(order)
        first = house.gateway.start(attempt, order, CATALOGUE)
        assert house.gateway.start(attempt, order, CATALOGUE) == first
        assert house.happened()["start"] == 1

    def test_discounts_and_tax_are_asked_for_to_the_cent(self, house: House) -> None:
        order = a_taxed_order()
        attempt = house.open(house.attempt(order), order)
        house.pay(attempt)
        report = house.gateway.settle(attempt)
        assert (report.status, report.money) == ("captured", order.total)

    def test_an_order_can_have_a_second_attempt(self, house: House) -> None:
        assert house.started().provider_ref != house.started().provider_ref

    def test_a_paid_attempt_is_reported_captured_with_its_money_time_after_time(self, house: House) -> None:
        attempt = house.started()
        house.pay(attempt)
        report = house.gateway.settle(attempt)
        assert (report.status, report.attempt_id, report.money) == ("captured", attempt.id, an_order().total)
        assert report.provider_ref == attempt.provider_ref
        assert report.payment_ref
        assert report.captured_at is not None
        assert report.captured_at.utcoffset() is not None
        assert abs((report.captured_at - attempt.created_at).total_seconds()) < 600
        assert house.gateway.settle(attempt) == report
        assert house.happened()["take"] == 1

    def test_a_declined_attempt_can_be_paid_on_the_same_page_in_the_next_round(self, house: House) -> None:
        attempt = house.started()
        house.decline(attempt)
        declined = ProviderReport("declined", reference(attempt), attempt.id)
        assert house.gateway.settle(attempt) == declined
        assert house.gateway.settle(attempt) == declined
        again = replace(attempt, round=2)
        house.pay(again)
        assert house.gateway.settle(again).status == "captured"

    @pytest.mark.parametrize(("paid", "status"), [(True, "captured"), (False, "failed")])
    def test_money_on_its_way_is_pending_until_it_comes_or_fails(self, house: House, paid: bool, status: str) -> None:
        attempt = house.started()
        house.pay_later(attempt)
        assert house.gateway.settle(attempt) == ProviderReport("pending", reference(attempt), attempt.id)
        house.end_waiting(attempt, paid=paid)
        report = house.gateway.settle(attempt)
        assert report.status == status
        assert report.money == (an_order().total if paid else None)

    def test_closing_an_open_page_says_what_holds_then(self, house: House) -> None:
        attempt = house.started()
        assert house.gateway.close(attempt).status == house.closes_to[0]
        assert house.gateway.close(attempt).status == house.closes_to[0]

    def test_closing_takes_no_money_and_loses_none(self, house: House) -> None:
        attempt = house.started()
        house.pay(attempt)
        before = house.happened()
        report = house.gateway.close(attempt)
        assert (report.status, report.attempt_id) == (house.closes_to[1], attempt.id)
        assert house.happened() == before
        assert house.gateway.settle(attempt).status == "captured"

    def test_a_page_nobody_used_expires(self, house: House) -> None:
        attempt = house.started()
        house.let_expire(attempt)
        assert house.gateway.settle(attempt) == ProviderReport("expired", reference(attempt), attempt.id)

    def test_money_of_another_attempt_is_reported_under_that_attempts_name_and_not_taken(self, house: House) -> None:
        other = house.started()
        house.pay(other)
        before = house.happened()["take"]
        mistaken = replace(house.started(), provider_ref=other.provider_ref)
        assert house.gateway.settle(mistaken).attempt_id == other.id
        assert house.happened()["take"] == before

    def test_an_attempt_the_provider_never_got_tells_nothing(self, house: House) -> None:
        attempt = house.attempt(an_order())
        for ask in (house.gateway.settle, house.gateway.close):
            with pytest.raises(ProviderUnavailable):
                ask(attempt)

    def test_a_refund_is_made_once_however_often_it_is_asked_for(self, house: House) -> None:
        attempt = house.captured()
        refund = a_refund(attempt)
        report = house.gateway.refund(refund, attempt)
        assert report.state == "succeeded"
        assert house.gateway.refund(refund, attempt) == report
        assert house.gateway.look_up_refund(replace(refund, provider_ref=report.provider_ref)) == report
        assert house.happened()["refund"] == 1

    def test_a_refund_can_fail_days_later(self, house: House) -> None:
        house.hold_refunds()
        attempt = house.captured()
        refund = a_refund(attempt)
        report = house.gateway.refund(refund, attempt)
        assert report.state == "pending"
        house.fail_refund(report.provider_ref)
        looked_up = house.gateway.look_up_refund(replace(refund, provider_ref=report.provider_ref))
        assert looked_up == RefundReport(report.provider_ref, "failed")

    def test_more_than_was_captured_is_never_refunded(self, house: House) -> None:
        attempt = house.captured()
        with pytest.raises(ProviderRefused):
            house.gateway.refund(a_refund(attempt, attempt.amount.minor + 1), attempt)
        assert house.happened()["refund"] == 0

    def test_parts_go_back_until_nothing_is_left_and_what_failed_can_go_again(self, house: House) -> None:
        house.hold_refunds()
        attempt = house.captured()
        whole = attempt.amount.minor
        half, rest = (
            replace(a_refund(attempt, minor), id=f"part-{minor}") for minor in (whole // 2, whole - whole // 2 - 1)
        )
        failed = house.gateway.refund(half, attempt)
        house.gateway.refund(rest, attempt)
        again = replace(half, id="again")
        with pytest.raises(ProviderRefused):
            house.gateway.refund(again, attempt)
        house.fail_refund(failed.provider_ref)
        assert house.gateway.refund(again, attempt).state == "pending"

    @pytest.mark.parametrize("won", [True, False])
    def test_a_dispute_is_open_until_it_is_decided(self, house: House, won: bool) -> None:
        attempt = house.captured()
        ref = house.dispute(attempt)
        told = house.gateway.look_up_dispute(ref)
        assert (told.provider_ref, told.payment_ref, told.state) == (ref, attempt.payment_ref, "open")
        assert told.amount == attempt.amount
        house.decide_dispute(ref, won=won)
        assert house.gateway.look_up_dispute(ref).state == ("won" if won else "lost")

    def test_captured_money_stays_captured_after_its_refund(self, house: House) -> None:
        attempt = house.captured()
        before = house.gateway.settle(attempt)
        house.gateway.refund(a_refund(attempt), attempt)
        assert house.gateway.settle(attempt) == before

    @pytest.mark.parametrize("effect", EFFECTS)
    def test_what_happened_with_its_answer_lost_does_not_happen_twice(self, house: House, effect: Effect) -> None:
        attempt = ready(house, effect)
        house.lose_answer(effect)
        try:
            told = take(house, effect, attempt)
        except ProviderUnavailable:
            told = take(house, effect, attempt)
        assert take(house, effect, attempt) == told
        assert house.happened()[effect] == 1

    @pytest.mark.parametrize("effect", EFFECTS)
    def test_a_provider_out_of_order_is_unavailable_and_nothing_more(self, house: House, effect: Effect) -> None:
        attempt = ready(house, effect)
        before = house.happened()
        house.break_down(effect)
        with pytest.raises(ProviderUnavailable):
            take(house, effect, attempt)
        assert house.happened() == before

    def test_a_genuine_notice_names_the_attempt_both_ways(self, house: House) -> None:
        attempt = house.started()
        body, headers = house.notice(attempt)
        notice = house.gateway.read_webhook(body, headers)
        assert (notice.provider_ref, notice.attempt_id) == (attempt.provider_ref, attempt.id)
        assert notice.event_id
        assert notice.event_type

    def test_the_names_of_headers_count_in_any_case(self, house: House) -> None:
        body, headers = house.notice(house.started())
        notice = house.gateway.read_webhook(body, headers)
        assert house.gateway.read_webhook(body, {name.upper(): value for name, value in headers.items()}) == notice

    def test_a_notice_with_a_byte_changed_is_not_authentic(self, house: House) -> None:
        attempt = house.started()
        body, headers = house.notice(attempt)
        changed = body.replace(attempt.id.encode(), b"attempt-9")
        assert changed != body
        with pytest.raises(WebhookNotAuthentic):
            house.gateway.read_webhook(changed, headers)

    def test_a_notice_without_a_signature_is_not_authentic(self, house: House) -> None:
        body, _ = house.notice(house.started())
        with pytest.raises(WebhookNotAuthentic):
            house.gateway.read_webhook(body, {"Content-Type": "application/json"})

    def test_a_notice_nobody_can_read_is_malformed(self, house: House) -> None:
        body, headers = house.malformed(house.started())
        with pytest.raises(WebhookMalformed):
            house.gateway.read_webhook(body, headers)
