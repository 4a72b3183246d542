"""Ways for cover to go on over HTTP: what is offered is what is priced, ordered and put in force."""

from dataclasses import replace
from typing import Any

import pytest

from tests.api.conftest import Caller, Desk, problem
from tests.api.seeding import Seeded

ENDING = {"PBX-1": [("pbx.standard", "2026-01-01", "2026-12-31")]}


@pytest.fixture
def owner(desk: Desk) -> tuple[Caller, Seeded]:
    seeded = desk.customer("Acme", installations=ENDING)
    return desk.sign_in(seeded.contacts["owner"].email), seeded


def options(caller: Caller, seeded: Seeded) -> dict[str, Any]:
    reply = caller.get(f"/installations/{seeded.installations[0].id}/options")
    assert reply.status_code == 200, reply.text
    body: dict[str, Any] = reply.get_json()
    return body


def choice(told: dict[str, Any], plan: str, periods: int = 1, start: str = "at_end") -> dict[str, Any]:
    """Return the choice of a plan, so many periods, and a start."""
    fits = [
        each for each in told["choices"] if (each["plan"], each["periods"], each["start"]) == (plan, periods, start)
    ]
    (found,) = fits
    return dict(found)


def sent(chosen: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """Return the line of a choice as it is sent: without what its kind does not take."""
    return {name: value for name, value in {**chosen["line"], **changes}.items() if value is not None}


def order_body(desk: Desk, chosen: dict[str, Any], *lines: dict[str, Any]) -> dict[str, Any]:
    """Return a request to order a choice at its total."""
    return {
        "lines": lines or [sent(chosen)],
        "buyer": {"company": "Acme", "contact": "Ann", "email": "owner@acme.example", "country": "HU"},
        "terms_version": desk.world.catalogue.version,
        "terms_accepted": True,
        "expected_total": chosen["total"],
    }


def test_options_tell_the_current_term_and_every_way_on(owner: tuple[Caller, Seeded]) -> None:
    told = options(*owner)
    assert told["current"] == {
        "plan": "pbx.standard",
        "plan_name": "Standard support",
        "start": "2026-01-01",
        "last_covered_day": "2026-12-31",
        "state": "active",
        "days_left": 39,
    }
    offered = [
        (each["plan"], each["relation"], each["kind"], each["periods"], each["start"]) for each in told["choices"]
    ]
    assert ("pbx.basic", "lower", "extension", 1, "at_end") in offered
    assert ("pbx.standard", "same", "extension", 3, "at_end") in offered
    assert ("pbx.standard", "same", "extension", 1, "today") in offered
    assert ("pbx.dedicated", "higher", "upgrade", 1, "from_payment") in offered
    assert not [each for each in offered if each[1] == "higher" and each[4] == "today"]
    assert [each for each in offered if each[0] == "pbx.basic" and each[4] == "today"] == []


def test_a_choice_tells_dates_price_price_per_day_and_what_changes(owner: tuple[Caller, Seeded]) -> None:
    same = choice(options(*owner), "pbx.standard", 2)
    assert (same["starts_on"], same["last_covered_day"], same["covered_days"]) == ("2027-01-01", "2028-12-31", 731)
    assert (same["total"]["minor"], same["price_per_day"]["minor"]) == (580_000, 793)
    assert same["changes"] == ["Nothing but the dates."]
    lower = choice(options(*owner), "pbx.basic")
    assert "One term covers 1 month instead of 1 year." in lower["changes"]
    assert any(told.startswith("No longer stated: ") for told in lower["changes"])
    support = next(lane for lane in same["lanes_after"] if lane["lane"] == "support")
    assert [(span["start"], span["last_covered_day"]) for span in support["covered"]] == [("2026-01-01", "2028-12-31")]


def test_a_wire_is_told_its_last_safe_day(owner: tuple[Caller, Seeded]) -> None:
    wire = options(*owner)["wire"]
    assert wire["business_days"] == 3
    assert wire["last_safe_day"] <= "2026-12-31"
    assert wire["in_time"]


def test_a_wire_that_would_come_too_late_is_told_so_until_the_cover_ends(desk: Desk) -> None:
    terms = [("pbx.standard", "2025-11-25", desk.ports.clock.today("UTC").isoformat())]
    seeded = desk.customer(
        "Acme", installations={"PBX-1": terms, "PBX-2": [("pbx.standard", "2025-11-01", "2025-11-20")]}
    )
    owner = desk.sign_in(seeded.contacts["owner"].email)
    late, over = (owner.get(f"/installations/{each.id}/options").get_json()["wire"] for each in seeded.installations)
    assert late["in_time"] is False
    assert late["last_safe_day"] < terms[0][2]
    assert over is None


def test_what_is_offered_is_priced_ordered_and_put_in_force_to_the_cent(
    desk: Desk, owner: tuple[Caller, Seeded]
) -> None:
    caller, seeded = owner
    chosen = choice(options(caller, seeded), "pbx.standard")
    priced = caller.post("/prices", {"lines": [sent(chosen)]}).get_json()
    assert priced["total"] == chosen["total"]
    reply = caller.post("/orders", order_body(desk, chosen), Idempotency_Key="key-00000001")
    assert reply.status_code == 201, reply.text
    order = reply.get_json()
    assert order["total"] == chosen["total"]
    _pay(desk, order["token"])
    told = caller.get(f"/installations/{seeded.installations[0].id}").get_json()
    assert told["last_covered_day"] == chosen["last_covered_day"]
    assert [(each["state"], each["order_number"]) for each in told["terms"]] == [
        ("active", None),
        ("queued", order["number"]),
    ]


def test_an_upgrade_credits_what_staff_entered_as_its_value(desk: Desk, owner: tuple[Caller, Seeded]) -> None:
    caller, seeded = owner
    corrected = {"value": {"minor": 290_000, "currency": "USD"}, "reason": "invoice 17"}
    assert desk.staff("sales").post(f"/terms/{seeded.terms[0].id}/correct", corrected).status_code == 200
    chosen = choice(options(caller, seeded), "pbx.dedicated", start="from_payment")
    credit = chosen["credit"]
    assert (credit["days_left"], credit["days"], credit["counts"]) == (39, 365, "days")
    assert credit["amount"]["minor"] == 290_000 * 39 // 365
    assert chosen["total"]["minor"] == 1_200_000 - credit["amount"]["minor"]
    assert "39 of 365 days are left on the day of this price" in credit["explanation"]
    assert "rounded down, is US$309.86" in credit["explanation"]
    priced = caller.post("/prices", {"lines": [sent(chosen)]}).get_json()
    assert [(line["kind"], line["total"]["minor"]) for line in priced["lines"]] == [
        ("upgrade", 1_200_000),
        ("credit", -30_986),
    ]


def test_an_upgrade_without_credit_says_why(desk: Desk) -> None:
    seeded = desk.customer("Acme", installations={"PBX-1": [("pbx.standard", "2026-01-01", "2026-12-31")]})
    owner = desk.sign_in(seeded.contacts["owner"].email)

    def told() -> str:
        chosen = choice(options(owner, seeded), "pbx.dedicated", start="from_payment")
        assert chosen["credit"] is None
        return str(chosen["explanation"])

    assert "No credit: nothing is known to have been paid for the running plan." in told()
    with desk.ports.uow() as unit:
        unit.terms.save_term(replace(seeded.terms[0], origin="licence"))
        unit.commit()
    assert "No credit: the running plan came with the licence." in told()


def test_options_tell_every_term_as_the_page_of_the_installation_does(desk: Desk) -> None:
    terms = [("pbx.basic", "2024-01-01", "2024-01-31"), ("pbx.standard", "2026-01-01", "2026-12-31")]
    seeded = desk.customer("Acme", installations={"PBX-1": terms})
    owner = desk.sign_in(seeded.contacts["owner"].email)
    shown = owner.get(f"/installations/{seeded.installations[0].id}").get_json()["terms"]
    told = options(owner, seeded)["terms"]
    assert [(each["id"], each["state"], each["last_covered_day"]) for each in told] == [
        (each["id"], each["state"], each["last_covered_day"]) for each in shown
    ]
    assert [each["state"] for each in told] == ["ended", "active"]


def test_cover_that_changed_since_it_was_shown_is_a_problem_of_its_own(
    desk: Desk, owner: tuple[Caller, Seeded]
) -> None:
    caller, seeded = owner
    chosen = choice(options(caller, seeded), "pbx.standard")
    first = caller.post("/orders", order_body(desk, chosen), Idempotency_Key="key-00000001").get_json()
    _pay(desk, first["token"])
    body = problem(
        caller.post("/orders", order_body(desk, chosen), Idempotency_Key="key-00000002"), 409, "cover-changed"
    )
    assert [(each["pointer"], each["rule"]) for each in body["errors"]] == [("/lines/0/cover_version", "cover-changed")]


def test_a_price_for_an_installation_is_nobody_elses_even_from_the_cache(
    desk: Desk, owner: tuple[Caller, Seeded]
) -> None:
    caller, seeded = owner
    lines = {"lines": [sent(choice(options(caller, seeded), "pbx.standard"))]}
    assert caller.post("/prices", lines).status_code == 200
    problem(desk.post("/prices", lines), 401, "sign-in-needed")
    stranger, _ = desk.contact("owner", "Other")
    problem(stranger.post("/prices", lines), 404, "not-found")


def test_a_technical_contact_prepares_and_a_billing_contact_is_asked_to_pay(
    desk: Desk, owner: tuple[Caller, Seeded]
) -> None:
    _, seeded = owner
    technical = desk.sign_in(seeded.contacts["technical"].email)
    chosen = choice(options(technical, seeded), "pbx.standard")
    body = order_body(desk, chosen)
    problem(technical.post("/orders", body, Idempotency_Key="key-00000001"), 403, "not-allowed")
    payers = technical.get("/account/payers").get_json()["payers"]
    assert {each["role"] for each in payers} == {"owner", "billing"}
    billing = next(each for each in payers if each["role"] == "billing")
    prepared = {name: body[name] for name in ("lines", "terms_version", "expected_total")} | {"pay_by": billing["id"]}
    reply = technical.post("/prepared-orders", prepared, Idempotency_Key="key-00000002")
    assert reply.status_code == 201, reply.text
    told = reply.get_json()
    assert set(told) == {"number", "total", "sent_to", "expires_at"}
    assert told["sent_to"] == billing["email"]
    order = desk.sign_in(billing["email"]).get("/account/orders").get_json()["orders"][0]
    assert (order["number"], order["state"]) == (told["number"], "awaiting_payment")
    wrong = {**prepared, "pay_by": seeded.contacts["technical"].id}
    problem(technical.post("/prepared-orders", wrong, Idempotency_Key="key-00000003"), 409, "payer-refused")


def test_an_order_without_a_buyer_is_for_links_alone(desk: Desk, owner: tuple[Caller, Seeded]) -> None:
    caller, seeded = owner
    body = order_body(desk, choice(options(caller, seeded), "pbx.standard")) | {"buyer": None}
    problem(caller.post("/orders", body, Idempotency_Key="key-00000001"), 409, "buyer-needed")


def test_the_account_lists_what_ends_soonest_first_and_keeps_what_has_ended(desk: Desk) -> None:
    seeded = desk.customer(
        "Acme",
        installations={
            "LATE": [("pbx.standard", "2026-06-01", "2027-05-31")],
            "GONE": [("gateway.standard", "2024-01-01", "2024-12-31")],
            "SOON": [("softswitch.standard", "2025-12-01", "2026-11-30")],
        },
    )
    told = desk.sign_in(seeded.contacts["technical"].email).get("/account").get_json()
    assert [(each["reference"], each["state"], each["days_left"]) for each in told["installations"]] == [
        ("SOON", "active", 8),
        ("LATE", "active", 190),
        ("GONE", "lapsed", 0),
    ]
    assert [(each["extendable"], each["upgradable"]) for each in told["installations"]] == [
        (True, True),
        (False, True),
        (True, False),
    ]
    assert told["installations"][0]["quota"][0]["period"]["requests"] == {"used": 0, "left": 10, "cap": 10}


def test_a_suspended_installation_offers_neither_and_says_why(desk: Desk, owner: tuple[Caller, Seeded]) -> None:
    caller, seeded = owner
    suspended = desk.staff("finance").post(f"/terms/{seeded.terms[0].id}/suspend", {"reason": "the bank disputes it"})
    assert suspended.status_code == 200
    (told,) = caller.get("/account").get_json()["installations"]
    assert (told["state"], told["extendable"], told["upgradable"]) == ("suspended", False, False)
    found = options(caller, seeded)
    assert found["choices"] == []
    assert {each["rule"] for each in found["refused"]} == {"term-suspended"}


def _pay(desk: Desk, token: str) -> None:
    attempt = desk.post(f"/orders/{token}/attempts", {"method": "card"}).get_json()
    desk.world.card.pay(f"page-{attempt['id']}")
    assert desk.client.get(f"/pay/card/return?attempt={attempt['id']}").status_code == 303
