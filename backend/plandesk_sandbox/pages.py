"""The pages a person sees: both providers' pay pages and the sandbox's overview."""

from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from plandesk_sandbox import paypal_orders, stripe_checkout
from plandesk_sandbox.answers import Json, Refusal
from plandesk_sandbox.control import OFFERED, overview
from plandesk_sandbox.faults import PROVIDERS, REQUEST_FAULTS, WEBHOOK_FAULTS
from plandesk_sandbox.money import stripe_text
from plandesk_sandbox.paypal_objects import PAYER_ID
from plandesk_sandbox.state import PayPalOrder, Sandbox, Session

# PayPal's buttons: what the payer pays with, and whether the browser then goes back to the merchant.
_PAYPAL_BUTTONS = {
    "pay": ("balance", True),
    "pay-without-returning": ("balance", False),
    "decline": ("declined_instrument", True),
    "echeck": ("echeck", True),
}


def pages_blueprint(box: Sandbox) -> Blueprint:
    """Return the pages; none has a script."""
    pages = Blueprint("pages", __name__)

    @pages.after_request
    def guard(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; base-uri 'none'"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["Cache-Control"] = "no-store"
        return response

    @pages.errorhandler(Refusal)
    def gone(_refusal: Refusal) -> tuple[str, int]:
        text = "This payment cannot be continued: it was finished, it expired, or it never existed."
        return render_template("message.html", title="Nothing to pay here", text=text), 404

    @pages.get("/favicon.ico")
    def no_icon() -> BaseResponse:
        # Browsers ask for one unbidden, and a 404 would stand in their console as an error.
        return Response(status=204)

    _add_stripe_pages(box, pages)
    _add_authentication(box, pages)
    _add_paypal_pages(box, pages)
    _add_overview(box, pages)
    return pages


def _add_stripe_pages(box: Sandbox, pages: Blueprint) -> None:
    @pages.get("/stripe/pay/<session_id>")
    def stripe_pay(session_id: str) -> str:
        with box.lock:
            return _stripe_page(stripe_checkout.find_session(box, session_id))

    @pages.post("/stripe/pay/<session_id>")
    def stripe_choose(session_id: str) -> BaseResponse | str:
        choice = request.form.get("choice", "")
        with box.lock:
            session = stripe_checkout.find_session(box, session_id)
            if choice == "cancel":
                return redirect(session.params.get("cancel_url", session.url), 303)
            if choice == "decline":
                stripe_checkout.decline(box, session)
                return _stripe_page(session, declined="Your card was declined. Try another card.")
            if choice == "authenticate":
                stripe_checkout.start_authentication(box, session)
                return redirect(f"{session.url}/authenticate", 303)
            if choice in ("pay", "pay-without-returning"):
                stripe_checkout.pay(box, session)
            elif choice == "pay-later":
                stripe_checkout.pay_later(box, session)
            else:
                abort(400)
            return _paid() if choice == "pay-without-returning" else _to_merchant(session)


def _add_authentication(box: Sandbox, pages: Blueprint) -> None:
    @pages.get("/stripe/pay/<session_id>/authenticate")
    def stripe_authenticate(session_id: str) -> str:
        with box.lock:
            session = stripe_checkout.find_session(box, session_id)
            return render_template("authenticate.html", total=stripe_text(session.amount, session.currency))

    @pages.post("/stripe/pay/<session_id>/authenticate")
    def stripe_authenticated(session_id: str) -> BaseResponse | str:
        with box.lock:
            session = stripe_checkout.find_session(box, session_id)
            if request.form.get("choice") == "confirm":
                stripe_checkout.pay(box, session)
                return _to_merchant(session)
            stripe_checkout.decline(box, session)
            return _stripe_page(session, declined="Your bank could not confirm that it was you. Try another card.")


def _stripe_page(session: Session, declined: str | None = None) -> str:
    if session.status != "open":
        word = "This payment is done." if session.status == "complete" else "This payment page has expired."
        return render_template("message.html", title="Nothing left to pay", text=word)
    lines = [
        (
            item["price_data"]["product_data"]["name"],
            item.get("quantity", 1),
            stripe_text(item["price_data"]["unit_amount"] * item.get("quantity", 1), session.currency),
        )
        for item in session.params["line_items"]
    ]
    return render_template(
        "stripe_pay.html",
        lines=lines,
        total=stripe_text(session.amount, session.currency),
        email=session.params.get("customer_email"),
        action=f"/stripe/pay/{session.id}",
        declined=declined,
    )


def _to_merchant(session: Session) -> BaseResponse:
    return redirect(stripe_checkout.success_url(session), 303)


def _paid() -> str:
    return render_template("message.html", title="Paid", text="Paid. You may close this page.")


def _add_paypal_pages(box: Sandbox, pages: Blueprint) -> None:
    @pages.get("/paypal/checkoutnow")
    def paypal_pay() -> str:
        with box.lock:
            return _paypal_page(paypal_orders.find_order(box, request.args.get("token", "")))

    @pages.post("/paypal/checkoutnow")
    def paypal_choose() -> BaseResponse | str:
        choice = request.form.get("choice", "")
        with box.lock:
            order = paypal_orders.find_order(box, request.args.get("token", ""))
            context = paypal_orders.return_context(order.request)
            if choice == "cancel":
                return redirect(_with_query(context.get("cancel_url", "/_sandbox/"), token=order.id), 303)
            if choice not in _PAYPAL_BUTTONS:
                abort(400)
            funding, returns = _PAYPAL_BUTTONS[choice]
            paypal_orders.approve(box, order, funding)
            if not returns:
                return _paid()
            return redirect(_with_query(context.get("return_url", "/_sandbox/"), token=order.id, PayerID=PAYER_ID), 303)


def _paypal_page(order: PayPalOrder) -> str:
    if order.capture_id is not None:
        return render_template("message.html", title="Nothing left to pay", text="This payment is done.")
    unit = order.request["purchase_units"][0]
    total = _paypal_text(unit["amount"])
    description = unit.get("description") or unit.get("invoice_id") or "Your order"
    lines = [(item["name"], item["quantity"], _paypal_text(item["unit_amount"])) for item in unit.get("items", [])]
    return render_template(
        "paypal_pay.html",
        lines=lines or [(description, "1", total)],
        total=total,
        action=f"/paypal/checkoutnow?{urlencode({'token': order.id})}",
        declined=order.funding == "declined_instrument",
    )


def _paypal_text(money: dict[str, str]) -> str:
    return f"{money['currency_code']} {money['value']}"


def _with_query(url: str, **parameters: str) -> str:
    """Add parameters to a merchant's address, which may have some of its own."""
    parts = urlsplit(url)
    query = "&".join(part for part in (parts.query, urlencode(parameters)) if part)
    return urlunsplit(parts._replace(query=query))


def _offered(noun: str, wire: Json) -> tuple[str, ...]:
    state = f"{wire['status']} {wire['payment_status']}" if noun == "sessions" else wire["status"]
    return OFFERED[noun].get(state, ())


def _add_overview(box: Sandbox, pages: Blueprint) -> None:
    @pages.get("/_sandbox/")
    def home() -> str:
        return render_template(
            "overview.html",
            state=overview(box),
            offered=_offered,
            money=stripe_text,
            providers=PROVIDERS,
            faults=REQUEST_FAULTS | WEBHOOK_FAULTS,
        )

    @pages.get("/")
    def root() -> BaseResponse:
        return redirect("/_sandbox/", 303)
