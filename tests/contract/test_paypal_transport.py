"""Every defect of `paypalrestsdk.Api` that the transport mends: shown with the SDK's own class, gone with ours."""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import paypalrestsdk
import pytest
import requests
from paypalrestsdk import exceptions

from plandesk.adapters.paypal_transport import PayPalApi, UnreadableAnswer
from plandesk_sandbox.server import Running
from tests.contract.scripted_provider import TOKEN_PATH, Provider, serving

SECRET = "very-secret"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with serving() as served:
        yield served


Check = Callable[[paypalrestsdk.Api, Provider, pytest.LogCaptureFixture], None]


def a_silent_provider_is_given_up(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    done = threading.Event()
    provider.hold = lambda path: path == TOKEN_PATH or done.wait(1.0)
    try:
        with pytest.raises(requests.Timeout):
            api.get("v2/thing")
    finally:
        done.set()


def a_lasting_401_is_repeated_once(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.status = 401
    with pytest.raises(exceptions.UnauthorizedAccess):
        api.get("v2/thing")
    assert provider.paths().count("/v2/thing") == 2


def a_json_400_is_raised(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.status, provider.body = 400, b'{"name": "INVALID_REQUEST"}'
    with pytest.raises(exceptions.BadRequest):
        api.post("v2/thing", {"a": 1})


def an_html_400_is_raised_as_what_it_is(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.status, provider.body = 400, b"<html>"
    with pytest.raises(exceptions.BadRequest):
        api.post("v2/thing", {"a": 1})


def an_html_200_is_an_unreadable_answer(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.body = b"<html>"
    with pytest.raises(UnreadableAnswer):
        api.get("v2/thing")


def an_answer_that_is_no_object_is_unreadable(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.body = b"[1]"
    with pytest.raises(UnreadableAnswer):
        api.get("v2/thing")


def bytes_that_are_no_text_are_unreadable(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.body = b"\xff\xfe\x00"
    with pytest.raises(UnreadableAnswer):
        api.get("v2/thing")


def a_get_has_no_body(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    api.get("v2/thing")
    assert provider.asked[-1].body == b""
    assert "content-type" not in provider.asked[-1].headers


def headers_of_a_request_stay_out_of_the_token_call(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    api.post("v2/thing", {"a": 1}, {"PayPal-Request-Id": "attempt-1"})
    assert provider.paths() == [TOKEN_PATH, "/v2/thing"]
    assert [one.headers.get("paypal-request-id") for one in provider.asked] == [None, "attempt-1"]


def threads_share_one_token(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    second = threading.Event()

    def hold(path: str) -> None:
        if path == TOKEN_PATH and not second.is_set():
            if provider.paths().count(TOKEN_PATH) > 1:
                second.set()
            second.wait(0.3)

    provider.hold = hold
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(api.get, ["v2/thing"] * 4))
    assert provider.paths().count(TOKEN_PATH) == 1


def no_credential_is_logged(api: paypalrestsdk.Api, provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        api.post("v2/thing", {"card": "4111"})
    assert caplog.text
    for secret in ("token-1", api.basic_auth(), SECRET, "4111"):
        assert secret not in caplog.text


def a_connection_is_kept(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    api.get("v2/thing")
    api.get("v2/thing")
    assert len({one.port for one in provider.asked}) == 1


def a_redirect_is_not_followed(api: paypalrestsdk.Api, provider: Provider, _: object) -> None:
    provider.status, provider.headers, provider.calls = 302, {"Location": f"{provider.url}/elsewhere"}, 1
    with pytest.raises(exceptions.Redirection):
        api.post("v2/thing", {"a": 1})
    assert "/elsewhere" not in provider.paths()


CHECKS: list[Check] = [
    a_silent_provider_is_given_up,
    a_lasting_401_is_repeated_once,
    a_json_400_is_raised,
    an_html_400_is_raised_as_what_it_is,
    an_html_200_is_an_unreadable_answer,
    an_answer_that_is_no_object_is_unreadable,
    bytes_that_are_no_text_are_unreadable,
    a_get_has_no_body,
    headers_of_a_request_stay_out_of_the_token_call,
    threads_share_one_token,
    no_credential_is_logged,
    a_connection_is_kept,
    a_redirect_is_not_followed,
]
each_defect = pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)


@pytest.fixture
def api(provider: Provider) -> PayPalApi:
    return PayPalApi(api_base=provider.url, client_id="client", client_secret=SECRET, timeout=(1.0, 0.5))


@each_defect
def test_the_transport_has_the_defect_mended(
    api: PayPalApi, provider: Provider, caplog: pytest.LogCaptureFixture, check: Check
) -> None:
    check(api, provider, caplog)


@each_defect
def test_the_sdks_own_class_has_the_defect(provider: Provider, caplog: pytest.LogCaptureFixture, check: Check) -> None:
    plain = paypalrestsdk.Api(mode="sandbox", endpoint=provider.url, client_id="client", client_secret=SECRET)
    # AssertionError and Failed: the check saw the defect. ValueError: the SDK met text that is not JSON.
    with pytest.raises((AssertionError, pytest.fail.Exception, ValueError)):
        check(plain, provider, caplog)


def test_a_revoked_token_is_renewed_once_and_the_request_repeated(sandbox: Running) -> None:
    credentials = sandbox.credentials
    api = PayPalApi(
        api_base=sandbox.paypal_url,
        client_id=credentials.paypal_client_id,
        client_secret=credentials.paypal_client_secret,
    )
    with pytest.raises(exceptions.ResourceNotFound):
        api.get("v2/checkout/orders/UNKNOWN")
    sandbox.control.revoke_tokens()
    with pytest.raises(exceptions.ResourceNotFound):
        api.get("v2/checkout/orders/UNKNOWN")
    statuses = [exchange["status"] for exchange in sandbox.control.exchanges("paypal")]
    assert statuses == [200, 404, 401, 200, 404]


def test_a_token_is_renewed_before_it_runs_out(api: PayPalApi, provider: Provider) -> None:
    provider.lifetime = 59
    api.get("v2/thing")
    provider.token = "token-2"
    api.get("v2/thing")
    assert provider.asked[-1].headers["authorization"] == "Bearer token-2"


@pytest.mark.parametrize("lifetime", [None, "soon", []])
def test_a_token_without_a_lifetime_is_unreadable(api: PayPalApi, provider: Provider, lifetime: object) -> None:
    provider.lifetime = lifetime
    with pytest.raises(UnreadableAnswer):
        api.get("v2/thing")


def test_bytes_are_sent_as_they_are(api: PayPalApi, provider: Provider) -> None:
    api.post("v2/thing", b'{"a":  1}')
    assert provider.asked[-1].body == b'{"a":  1}'
    assert provider.asked[-1].headers["content-type"] == "application/json"


def test_a_netrc_file_of_the_machine_replaces_no_token(
    api: PayPalApi, provider: Provider, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    api.get("v2/thing")
    assert provider.asked[-1].headers["authorization"] == "Bearer token-1"


def test_an_answer_without_content_is_an_empty_object(api: PayPalApi, provider: Provider) -> None:
    provider.status, provider.body = 204, b""
    assert api.get("v2/thing") == {}
