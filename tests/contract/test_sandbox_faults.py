"""The sandbox's faults: bad answers, lost answers, and webhooks that misbehave."""

import json
from typing import Any

import pytest
import requests
import stripe

from plandesk_sandbox.control import ACTS, OFFERED
from plandesk_sandbox.server import Running
from tests.contract.test_sandbox_stripe import session_params
from tests.contract.webhook_receiver import Receiver


def make_client(sandbox: Running, timeout: float = 10, retries: int = 0) -> stripe.StripeClient:
    return stripe.StripeClient(
        sandbox.credentials.stripe_secret_key,
        base_addresses={"api": sandbox.stripe_url},
        http_client=stripe.RequestsClient(timeout=timeout),
        max_network_retries=retries,
    )


@pytest.fixture
def client(sandbox: Running) -> stripe.StripeClient:
    return make_client(sandbox)


def sessions(sandbox: Running) -> list[Any]:
    found: list[Any] = sandbox.control.state()["stripe"]["sessions"]
    return found


def expire_one(client: stripe.StripeClient) -> str:
    """Make one event and return the id of its session."""
    session = client.v1.checkout.sessions.create(session_params())
    client.v1.checkout.sessions.expire(session.id)
    return session.id


def received_sessions(receiver: Receiver) -> list[str]:
    return [json.loads(body)["data"]["object"]["id"] for body in receiver.bodies()]


def states(sandbox: Running) -> list[str]:
    return [delivery["state"] for delivery in sandbox.control.state()["deliveries"]]


@pytest.mark.parametrize(
    ("kind", "error", "effects"),
    [
        ("error_before", stripe.APIError, 0),
        ("error_after", stripe.APIError, 1),
        ("rate_limit", stripe.RateLimitError, 0),
        ("close_after", stripe.APIConnectionError, 1),
    ],
)
def test_a_bad_answer_comes_before_or_after_the_effect(
    sandbox: Running, client: stripe.StripeClient, kind: str, error: type[Exception], effects: int
) -> None:
    sandbox.control.fault("stripe", kind)
    with pytest.raises(error):
        client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})
    assert len(sessions(sandbox)) == effects

    # The fault was for one request; the same key now finds the effect, or makes it.
    client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})
    assert len(sessions(sandbox)) == 1


def test_a_stored_error_is_repeated_to_its_key_and_not_to_another(
    sandbox: Running, client: stripe.StripeClient
) -> None:
    sandbox.control.fault("stripe", "error_stored")
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-1"})
    assert len(sessions(sandbox)) == 1
    client.v1.checkout.sessions.create(session_params(), {"idempotency_key": "key-2"})
    assert len(sessions(sandbox)) == 2


def test_a_person_who_mistypes_a_number_reads_a_sentence(sandbox: Running) -> None:
    form = {"provider": "stripe", "kind": "delay", "times": "1", "seconds": "abc"}
    answer = requests.post(
        f"{sandbox.url}/_sandbox/faults", form, headers={"Accept": "text/html"}, timeout=10, proxies={"http": ""}
    )
    assert answer.status_code == 400
    assert "seconds takes a whole number, not" in answer.text
    assert "<h1>" in answer.text


def test_an_answer_can_come_after_the_client_gave_up(sandbox: Running) -> None:
    sandbox.control.fault("stripe", "hang_after")
    with pytest.raises(stripe.APIConnectionError):
        make_client(sandbox, timeout=0.05).v1.checkout.sessions.create(session_params())
    assert len(sessions(sandbox)) == 1


def test_the_sdks_own_retry_survives_a_lost_answer(sandbox: Running) -> None:
    sandbox.control.fault("stripe", "close_after")
    session = make_client(sandbox, retries=1).v1.checkout.sessions.create(session_params())
    assert [found["id"] for found in sessions(sandbox)] == [session.id]


def test_a_fault_lasts_until_cleared_and_can_name_a_path(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    sandbox.control.fault("stripe", "error_before", times=None, path="/expire")
    for _ in range(3):
        with pytest.raises(stripe.APIError):
            client.v1.checkout.sessions.expire(session.id)
    client.v1.checkout.sessions.retrieve(session.id)
    sandbox.control.clear_faults()
    assert client.v1.checkout.sessions.expire(session.id).status == "expired"


def test_reads_are_spared_unless_the_fault_names_their_path(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params())
    sandbox.control.fault("stripe", "error_before")
    assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
    sandbox.control.fault("stripe", "error_before", path=session.id)
    with pytest.raises(stripe.APIError):
        client.v1.checkout.sessions.retrieve(session.id)


def test_paypals_faults_are_its_own(sandbox: Running, client: stripe.StripeClient) -> None:
    sandbox.control.fault("paypal", "error_before")
    assert client.v1.checkout.sessions.create(session_params()).status == "open"
    credentials = sandbox.credentials
    with requests.Session() as session:
        session.auth = (credentials.paypal_client_id, credentials.paypal_client_secret)
        grant = {"grant_type": "client_credentials"}
        token = session.post(f"{sandbox.paypal_url}/v1/oauth2/token", data=grant, timeout=10).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    with requests.Session() as session:
        failed = session.post(f"{sandbox.paypal_url}/v2/checkout/orders", json={}, headers=headers, timeout=10)
        refused = session.post(f"{sandbox.paypal_url}/v2/checkout/orders", json={}, headers=headers, timeout=10)
    assert (failed.status_code, failed.json()["name"]) == (500, "INTERNAL_SERVER_ERROR")
    assert refused.status_code == 400


def test_a_webhook_is_retried_until_it_is_taken(
    sandbox: Running, client: stripe.StripeClient, receiver: Receiver
) -> None:
    receiver.statuses = [500, 302]
    expire_one(client)
    sandbox.control.wait()

    (delivery,) = sandbox.control.state()["deliveries"]
    assert delivery["state"] == "delivered"
    assert [attempt["status"] for attempt in delivery["attempts"]] == [500, 302, 200]
    assert len(set(receiver.bodies())) == 1


def test_retries_end(sandbox: Running, client: stripe.StripeClient, receiver: Receiver) -> None:
    receiver.statuses = [500] * 10
    expire_one(client)
    sandbox.control.wait()
    assert states(sandbox) == ["failed"]
    assert len(receiver.received) == 4


def test_a_dropped_webhook_never_comes_but_its_event_is_listed_and_can_be_resent(
    sandbox: Running, client: stripe.StripeClient, receiver: Receiver
) -> None:
    sandbox.control.fault("stripe", "drop")
    session_id = expire_one(client)
    sandbox.control.wait()
    assert receiver.received == []

    event = client.v1.events.list().data[0]
    sandbox.control.resend(event.id)
    sandbox.control.wait()
    assert received_sessions(receiver) == [session_id]


def test_a_delayed_webhook_waits_for_its_release(
    sandbox: Running, client: stripe.StripeClient, receiver: Receiver
) -> None:
    sandbox.control.fault("stripe", "delay")
    late, prompt = expire_one(client), expire_one(client)
    sandbox.control.wait()
    assert received_sessions(receiver) == [prompt]

    assert sandbox.control.release() == 1
    sandbox.control.wait()
    assert received_sessions(receiver) == [prompt, late]


def test_a_duplicated_webhook_comes_twice_with_one_id(
    sandbox: Running, client: stripe.StripeClient, receiver: Receiver
) -> None:
    sandbox.control.fault("stripe", "duplicate")
    expire_one(client)
    sandbox.control.wait()
    first, second = receiver.bodies()
    assert json.loads(first)["id"] == json.loads(second)["id"]


def test_reordered_webhooks_change_places(sandbox: Running, client: stripe.StripeClient, receiver: Receiver) -> None:
    sandbox.control.fault("stripe", "reorder")
    first, second, third = expire_one(client), expire_one(client), expire_one(client)
    sandbox.control.wait()
    assert received_sessions(receiver) == [second, first, third]


def test_the_overview_page_lists_objects_and_its_buttons_work(sandbox: Running, client: stripe.StripeClient) -> None:
    session = client.v1.checkout.sessions.create(session_params(client_reference_id="attempt-77"))
    with requests.Session() as browser:
        browser.headers["Accept"] = "text/html"
        browser.post(f"{sandbox.url}/_sandbox/faults", {"provider": "paypal", "kind": "drop", "times": ""}, timeout=10)
        before = browser.get(f"{sandbox.url}/_sandbox/", timeout=10)
        page = browser.post(f"{sandbox.url}/_sandbox/sessions/{session.id}/pay", timeout=10)
    assert f"/sessions/{session.id}/pay" in before.text
    assert f"/sessions/{session.id}/pay" not in page.text
    assert page.url == f"{sandbox.url}/_sandbox/"
    for text in ("attempt-77", "complete, paid", "until cleared"):
        assert text in page.text


def test_the_overview_offers_every_act_in_some_state() -> None:
    offered = {(noun, act) for noun, states in OFFERED.items() for acts in states.values() for act in acts}
    assert offered == set(ACTS)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/faults", {"provider": "stripe", "kind": "explode"}),
        ("/faults", {"provider": "bank", "kind": "drop"}),
        ("/faults", {"provider": "paypal", "kind": "error_stored"}),
        ("/faults", {"provider": "stripe", "kind": "delay", "seconds": -1}),
        ("/clock", {"advance": -1}),
        ("/clock", {}),
        ("/settings", {"paypal_refund_status": "LOST"}),
        ("/sessions/cs_1/dance", {}),
    ],
)
def test_the_control_refuses_what_it_does_not_know(sandbox: Running, path: str, body: dict[str, Any]) -> None:
    with requests.Session() as session:
        answer = session.post(f"{sandbox.url}/_sandbox{path}", json=body, timeout=10)
    assert answer.status_code == 400
    assert answer.json()["error"]
