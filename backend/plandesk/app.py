"""The caretaker: the one file that knows every room, reads the settings and hands adapters to ports."""

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.middleware.proxy_fix import ProxyFix

from plandesk.adapters.bank_statement import BankStatements
from plandesk.adapters.business_days import HolidayCalendar
from plandesk.adapters.clock import ClockFileInvalid, MovableClock, SystemClock
from plandesk.adapters.db.engine import open_database
from plandesk.adapters.db.schema import current_is_head, migrate
from plandesk.adapters.db.uow import unit_of_work
from plandesk.adapters.editions import StoredEditions
from plandesk.adapters.ical import ICalendarWriter
from plandesk.adapters.ids import RandomIds
from plandesk.adapters.mail import FileMailer, SmtpMailer
from plandesk.adapters.passkeys import WebAuthnVerifier
from plandesk.adapters.paypal_gateway import PayPalGateway
from plandesk.adapters.pdf import TypstWriter
from plandesk.adapters.pdf_attachments import PdfAttachments
from plandesk.adapters.pictures import TypstPictures
from plandesk.adapters.plans_file import load
from plandesk.adapters.signatures import Ed25519Signer, own_key
from plandesk.adapters.signing import KeySigner
from plandesk.adapters.site import built_version
from plandesk.adapters.stripe_gateway import StripeGateway
from plandesk.adapters.tax_ids import EuVatIds
from plandesk.api import (
    access,
    account,
    addresses,
    advice,
    audit,
    catalogue,
    clock,
    contacts,
    customers,
    desk,
    desk_files,
    desk_quote_prices,
    desk_quotes,
    dev,
    docs,
    documents,
    ends_calendar,
    extend_links,
    health,
    imports,
    inquiries,
    installations,
    options,
    orders,
    pages,
    passkeys,
    payments,
    prepared_orders,
    prices,
    questions,
    quote_page,
    quotes,
    refunds,
    reminders,
    requests,
    returns,
    reviews,
    sign_in,
    signatures,
    staff_terms,
    statements,
    webhooks,
    wires,
)
from plandesk.api.auth import HTTPS
from plandesk.api.document import PREFIX, PlandeskApi, create_api
from plandesk.api.headers import Envelope, guard_requests
from plandesk.api.limits import Limits, network
from plandesk.api.selections import line_schema
from plandesk.config import Settings, SettingsInvalid, read_settings
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import CatalogueInvalid
from plandesk.domain.orders import Method
from plandesk.resources import bundled_site, default_plans
from plandesk.services.ports import Clock, Mailbox, Mailer, PaymentGateway, Ports
from plandesk.text.prices_en import line_title, tax_title

BUILT_SITE: Final = Path("var/site")
"""Where `plandesk build` writes unless told otherwise."""

_DESCRIPTION: Final = (
    "Compare support plans, price a selection, order it and pay. The server prices: an amount that a client sends is "
    "only compared. Errors are RFC 9457 problems; switch on their `type`."
)


class StartRefused(Exception):
    """The product does not start half right; the text says everything that is wrong, and the cure."""


def start_settings(environ: Mapping[str, str]) -> Settings:
    """Read the settings.

    Raises:
        StartRefused: any is missing or wrong; all are listed.
    """
    try:
        return read_settings(environ)
    except SettingsInvalid as invalid:
        raise StartRefused("These settings are missing or wrong:\n" + "\n".join(invalid.problems)) from invalid


def build_ports(settings: Settings) -> Ports:
    """Open the database, bring it to the newest schema, and return the ports on it.

    Raises:
        StartRefused: the catalogue is not valid, or the database cannot be used.
    """
    return _open(settings)[1]


def _open(settings: Settings) -> tuple[Engine, Ports]:
    sold = load_catalogue(settings)
    time, ids = open_clock(settings), RandomIds()
    try:
        engine = open_database(settings.database_url.reveal())
        migrate(engine)
        uow = unit_of_work(engine)
        with uow() as unit:
            unit.catalogues.keep(sold.version, sold.content, time.now())
            unit.commit()
    except (SQLAlchemyError, OSError, ValueError) as fault:
        # The driver's own text may quote the address, and with it the password.
        raise StartRefused(f"DATABASE_URL: the database cannot be used ({type(fault).__name__}).") from fault
    return engine, Ports(
        catalogue=sold,
        editions=StoredEditions(engine, sold),
        uow=uow,
        clock=time,
        ids=ids,
        gateways=_gateways(settings),
        bank=settings.bank,
        mailer=_mailer(settings, time, ids),
        mailbox=Mailbox(sold.vendor, settings.vendor_mail, settings.base_url),
        business_days=HolidayCalendar(sold.rules.holiday_calendar),
        calendar_writer=ICalendarWriter(sold.vendor, settings.vendor_mail),
        signer=KeySigner([each.reveal() for each in settings.secret_keys]),
        document_signer=open_document_signer(settings),
        seller=settings.seller(sold.vendor),
        pdf_writer=TypstWriter(settings.fonts),
        attachments=PdfAttachments(),
        pictures=TypstPictures(settings.fonts),
        passkeys=WebAuthnVerifier(settings.base_url),
        tax_ids=EuVatIds(),
        statements=BankStatements(),
        access=settings.access,
        staff=settings.staff,
        poll_after=settings.poll_after,
    )


def open_clock(settings: Settings) -> Clock:
    """Return the clock the settings name: held by an offset, moved by a file, or the machine's own.

    Raises:
        StartRefused: the file does not hold an offset.
    """
    if settings.clock_offset is not None:
        return SystemClock(settings.clock_offset)
    if settings.clock_file is None:
        return SystemClock()
    movable = MovableClock(settings.clock_file.absolute())
    try:
        movable.now()
    except (ClockFileInvalid, OSError) as fault:
        raise StartRefused(f"PLANDESK_CLOCK_FILE: {fault}.") from fault
    return movable


def open_document_signer(settings: Settings) -> Ed25519Signer:
    """Return what signs quotes: the keys the settings name or, in the demo, a key of its own.

    Raises:
        StartRefused: there is no key, and none can be made.
    """
    if settings.signing_keys:
        return Ed25519Signer([each.reveal() for each in settings.signing_keys])
    if settings.signing_key_file is None:
        raise StartRefused("PLANDESK_SIGNING_KEYS is missing: no quote can be issued without a key to sign it.")
    try:
        return Ed25519Signer([own_key(settings.signing_key_file.absolute())])
    except (OSError, ValueError) as fault:
        raise StartRefused(
            f"PLANDESK_SIGNING_KEY_FILE: {settings.signing_key_file} cannot be used ({type(fault).__name__})."
        ) from fault


def load_catalogue(settings: Settings) -> Catalogue:
    """Load the catalogue the settings name.

    Raises:
        StartRefused: it cannot be read, or is not valid; all problems are listed.
    """
    path = settings.plans or default_plans()
    try:
        return load(path)
    except CatalogueInvalid as invalid:
        raise StartRefused(f"The catalogue {path} is not valid:\n{invalid}") from invalid
    except OSError as fault:
        raise StartRefused(f"The catalogue {path} cannot be read ({type(fault).__name__}).") from fault


def _gateways(settings: Settings) -> dict[Method, PaymentGateway]:
    gateways: dict[Method, PaymentGateway] = {}
    if settings.paypal_client_id and settings.paypal_secret:
        gateways["paypal"] = PayPalGateway(
            client_id=settings.paypal_client_id,
            client_secret=settings.paypal_secret.reveal(),
            api_base=settings.paypal_url,
            webhook_id=settings.paypal_webhook_id,
            base_url=settings.base_url,
            line_title=line_title,
        )
    if settings.stripe_key:
        gateways["card"] = StripeGateway(
            secret_key=settings.stripe_key.reveal(),
            api_base=settings.stripe_url,
            webhook_secrets=[each.reveal() for each in settings.stripe_webhook_secrets],
            base_url=settings.base_url,
            line_title=line_title,
            tax_title=tax_title,
        )
    return gateways


def _mailer(settings: Settings, time: Clock, ids: RandomIds) -> Mailer:
    if settings.smtp_url:
        return SmtpMailer(settings.smtp_url.reveal(), sender=settings.mail_from, clock=time, ids=ids)
    return FileMailer(settings.mail_dir, sender=settings.mail_from, clock=time, ids=ids)


def site_folder(settings: Settings) -> Path:
    """Return the folder of the built pages: the named one, the one `plandesk build` made, or the bundled one."""
    return settings.site or (BUILT_SITE if BUILT_SITE.exists() else bundled_site())


def require_site(settings: Settings, sold: Catalogue) -> Path:
    """Return the folder of the pages, which must be of the catalogue that is sold.

    Raises:
        StartRefused: there are none, or they were built from another version.
    """
    folder = site_folder(settings)
    built = built_version(folder)
    if built == sold.version:
        return folder
    cure = "Run `plandesk build`."
    if built is None:
        raise StartRefused(f"There are no built pages in {folder}. {cure}")
    raise StartRefused(
        f"The pages in {folder} are of catalogue {built[:12]}, but {sold.version[:12]} is loaded. {cure}"
    )


def create_app(
    settings: Settings, ports: Ports | None = None, checks: health.Checks | None = None, *, with_site: bool = True
) -> Flask:
    """Return the product as a WSGI application; tests hand in their own ports.

    Raises:
        StartRefused: the settings cannot be started from.
    """
    if ports is None:
        engine, ports = _open(settings)
        checks = {"database": lambda: _is_migrated(engine)}
    app = Flask("plandesk", static_folder=None)
    app.config |= {"MAX_CONTENT_LENGTH": settings.max_body_bytes, "PLANDESK_DEMO": settings.demo, HTTPS: settings.https}
    app.extensions["plandesk"] = ports
    guard_requests(app, exempt=PREFIX + webhooks.PATH)
    api = add_api(app, ports.catalogue, settings)
    app.register_blueprint(docs.routes(api.spec.to_dict()))
    app.register_blueprint(returns.routes())
    app.register_blueprint(reminders.one_click())
    checks = dict(checks or {})
    if settings.demo:
        app.register_blueprint(dev.routes(settings.mail_dir.absolute()))
        app.register_blueprint(clock.routes(ports.clock if isinstance(ports.clock, MovableClock) else None))
    if with_site:
        folder, version = require_site(settings, ports.catalogue), ports.catalogue.version
        if (shell := folder / "quotes" / "index.html").exists():
            app.register_blueprint(quote_page.page(shell.read_bytes()))
        pages.serve_site(app, folder, demo=settings.demo)
        checks["pages"] = lambda: built_version(folder) == version
    app.register_blueprint(health.routes(checks))
    _wrap(app, settings)
    return app


def add_api(app: Flask, sold: Catalogue, settings: Settings) -> PlandeskApi:
    """Put the API of a catalogue into an application and return it with its document."""
    api = create_api(app, _DESCRIPTION)
    limits = Limits(settings.rate_storage.reveal())
    writes = limits.guard(settings.rate_writes, "writes")
    mails = limits.guard(settings.rate_sign_in, "mails", network)
    mailed = limits.counter(settings.rate_sign_in_address, "mailed")
    asks = limits.guard(settings.rate_inquiries, "inquiries")
    lines = line_schema(sold, ordering=True)
    quoted = line_schema(sold, ordering=False, quoting="buyer")
    offered = line_schema(sold, ordering=False, quoting="sales")
    for blueprint in (
        catalogue.routes(sold),
        prices.routes(sold, settings.price_cache),
        advice.routes(sold, limits.guard(settings.rate_writes, "advice")),
        orders.routes(lines, sold, writes),
        prepared_orders.routes(lines, writes),
        quotes.routes(sold, quoted, writes, asks),
        desk_quotes.routes(sold, offered, writes),
        desk_quote_prices.routes(sold, offered),
        options.routes(),
        installations.routes(),
        account.routes(),
        payments.routes(writes),
        documents.routes(),
        inquiries.routes(sold, asks),
        webhooks.routes(),
        access.routes(writes),
        questions.routes(),
        requests.routes(),
        reminders.routes(writes),
        extend_links.routes(),
        ends_calendar.routes(),
        sign_in.routes(writes, mails, mailed),
        passkeys.routes(writes),
        audit.routes(),
        contacts.routes(writes, mails, mailed),
        addresses.routes(writes, mails, mailed),
        imports.routes(writes),
        staff_terms.routes(writes),
        customers.routes(sold, writes),
        statements.routes(writes),
        wires.routes(writes),
        refunds.routes(writes),
        reviews.routes(writes),
        signatures.routes(limits.guard(settings.rate_writes, "checks")),
        signatures.well_known(),
        desk.routes(),
        desk_files.routes(writes),
        quote_page.routes(),
    ):
        api.register_blueprint(blueprint)
    return api


def _is_migrated(engine: Engine) -> bool:
    try:
        return current_is_head(engine)
    except SQLAlchemyError:
        logging.getLogger(__name__).exception("the database cannot be reached")
        return False


def _wrap(app: Flask, settings: Settings) -> None:
    app.wsgi_app = Envelope(app.wsgi_app, https=settings.https)  # type: ignore[method-assign]  # Flask's own way.
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]


def openapi_document() -> str:
    """Return the API's document for the catalogue that comes with Plandesk, as it is committed."""
    settings = read_settings({"PLANDESK_ENV": "demo"})
    document: dict[str, Any] = add_api(Flask("plandesk"), load(default_plans()), settings).spec.to_dict()
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def wsgi() -> Flask:
    """Return the product for a WSGI server, by the settings of its environment."""
    try:
        return create_app(start_settings(os.environ))
    except StartRefused as refusal:
        raise SystemExit(str(refusal)) from refusal
