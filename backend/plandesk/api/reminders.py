"""Reminders: which kinds a contact gets, and the links that stop them."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, request
from marshmallow import fields, validate
from werkzeug.wrappers import Response as BaseResponse

from plandesk.api.auth import acting_contact, contact
from plandesk.api.document import Routes, answer
from plandesk.api.fields import Flag, Payload, View, line, one_of
from plandesk.api.limits import Wrap
from plandesk.api.ports import ports
from plandesk.domain.reminders import REMINDER_KINDS
from plandesk.services.reminder_stops import (
    ONE_CLICK,
    page_address,
    read_reminders,
    read_stop_link,
    set_reminder,
    stop_by_link,
)
from plandesk.text.reminders_en import KIND_NAMES

_KIND = validate.OneOf(REMINDER_KINDS)


class ReminderKindView(View):
    """One kind of reminder, and whether it goes out to the contact."""

    kind = fields.String(validate=_KIND)
    name = fields.String()
    on = fields.Boolean()


class RemindersView(View):
    """Every kind of reminder."""

    kinds = fields.List(fields.Nested(ReminderKindView()))


class ReminderInput(Payload):
    """What to switch."""

    kind = one_of(REMINDER_KINDS)
    on = Flag(required=True)


class StopInput(Payload):
    """The key of a mail's link."""

    key = line(2000)


class StopLinkView(View):
    """What a link would stop; `company` is the one whose contact it was mailed to."""

    kind = fields.String(validate=_KIND)
    name = fields.String()
    company = fields.String()


class StopView(View):
    """What was stopped."""

    kind = fields.String(validate=_KIND)
    name = fields.String()


def read() -> Response:
    """Tell which kinds of reminders go out to the contact who asks."""
    told = read_reminders(acting_contact().contact.id, ports=ports())
    kinds = [{"kind": kind, "name": KIND_NAMES[kind], "on": on} for kind, on in told.items()]
    return answer({"kinds": kinds})


def switch(payload: Mapping[str, Any]) -> Response:
    """Stop a kind of reminder to the contact who asks, or let it go out again from the next one on."""
    set_reminder(acting_contact().contact.id, payload["kind"], on=payload["on"], ports=ports())
    return read()


def show_stop(payload: Mapping[str, Any]) -> Response:
    """Tell what the key of a mail's link would stop; nothing changes, and no address is told."""
    link = read_stop_link(payload["key"], ports=ports())
    told = {"kind": link.kind, "name": KIND_NAMES[link.kind], "company": link.customer.name}
    return answer(told, Cache_Control="no-store")


def stop(payload: Mapping[str, Any]) -> Response:
    """Stop what the key of a mail's link names; stopping it again changes nothing."""
    stopped = stop_by_link(payload["key"], ports=ports())
    return answer({"kind": stopped.kind, "name": KIND_NAMES[stopped.kind]}, Cache_Control="no-store")


def routes(limit: Wrap) -> Routes:
    """Return the routes of reminders; `limit` guards writes."""
    reminders = Routes("reminders", "Reminders of what ends, and stopping them.")
    reminders.add("GET", "/account/reminders", read, answers={200: RemindersView()}, who=contact())
    reminders.add(
        "POST",
        "/account/reminders",
        switch,
        takes=ReminderInput(),
        answers={200: RemindersView()},
        problems=(422, 429),
        wrap=limit,
        who=contact(),
    )
    reminders.add(
        "POST",
        "/reminder-stops/show",
        show_stop,
        takes=StopInput(),
        answers={200: StopLinkView()},
        problems=(409, 422, 429),
        wrap=limit,
    )
    reminders.add(
        "POST",
        "/reminder-stops",
        stop,
        takes=StopInput(),
        answers={200: StopView()},
        problems=(409, 422, 429),
        wrap=limit,
    )
    return reminders


def one_click() -> Blueprint:
    """Return the address that mail programs know: a POST stops at once (RFC 8058), a person is asked on a page."""
    stops = Blueprint("reminder_stops", __name__)

    @stops.get(ONE_CLICK)
    def ask() -> BaseResponse:
        return redirect(page_address(request.args.get("key", ""), ports=ports()), 303)

    @stops.post(ONE_CLICK)
    def stop_now() -> tuple[str, int]:
        stop_by_link(request.args.get("key", ""), ports=ports())
        return "", 204

    return stops
