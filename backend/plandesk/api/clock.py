"""The demo's clock, moved in the browser; no route of production."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, request
from markupsafe import Markup
from werkzeug.wrappers import Response as BaseResponse

from plandesk.api.dev import page
from plandesk.api.ports import ports
from plandesk.domain.period import day_after, month_turn
from plandesk.text import clock_en as words

PATH: Final = "/dev/clock"

_FORM: Final = Markup('<form method="post" action="/dev/clock"><p>{}</p></form>')
_BUTTON: Final = Markup('<button name="{}" value="{}">{}</button> ')
_DAY: Final = Markup(
    '<label for="day">{}</label> <input type="date" id="day" name="day" min="{}" required> <button>{}</button>'
)


class Movable(Protocol):
    """A clock that can be moved while the product runs."""

    def move_to(self, moment: datetime) -> None:
        """Show `moment` from now on.

        Raises:
            ValueError: it lies before what the clock shows, or out of reach.
        """
        ...

    def reset(self) -> None:
        """Show the real time again."""
        ...


def routes(movable: Movable | None) -> Blueprint:
    """Return the page that shows the clock and moves it; without a `movable` one it only shows it."""
    clock = Blueprint("clock", __name__, url_prefix=PATH)

    @clock.get("", strict_slashes=False)
    def show() -> Response:
        return _page(movable)

    @clock.post("", strict_slashes=False)
    def move() -> BaseResponse | tuple[Response, int]:
        if movable is None:
            return _page(movable), 409
        if request.form.get("to") == "real_time":
            movable.reset()
            return redirect(PATH, 303)
        try:
            movable.move_to(_wanted(request.form))
        except ValueError:
            return _page(movable, refused=True), 409
        return redirect(PATH, 303)

    return clock


def _zone() -> ZoneInfo:
    return ZoneInfo(ports().catalogue.rules.time_zone)


def _wanted(form: Mapping[str, str]) -> datetime:
    """Return the moment asked for: another day at the same time of day, as the vendor's clocks show it.

    Raises:
        ValueError: the form names no such day.
    """
    now = ports().clock.now().astimezone(_zone())
    day = _stepped(now.date(), form.get("on"), form.get("day", ""))
    return now.replace(year=day.year, month=day.month, day=day.day)


def _stepped(today: date, step: str | None, wanted: str) -> date:
    match step:
        case "day":
            return day_after(today)
        case "week":
            return today + timedelta(weeks=1)
        case "month":
            return month_turn(today, 1)
        case "year":
            return month_turn(today, 12)
        case _:
            return date.fromisoformat(wanted)


def _page(movable: Movable | None, *, refused: bool = False) -> Response:
    zone = _zone()
    now = ports().clock.now().astimezone(zone)
    body = Markup("<p><strong>{}</strong></p>").format(words.shows(now, zone.key))
    if refused:
        body += Markup('<p role="alert">{}</p>').format(words.refused(now.date()))
    body += _forms(now.date()) if movable else Markup("<p>{}</p>").format(words.HELD)
    links = Markup('<p><a href="/">{}</a> · <a href="/dev/mail">{}</a></p>')
    return page(words.TITLE, body + links.format(words.HOME, words.MAILS))


def _forms(today: date) -> Markup:
    steps = Markup().join(_BUTTON.format("on", step, label) for step, label in words.STEPS.items())
    return (
        Markup("<p>{}</p>").format(words.FOLLOWS)
        + _FORM.format(steps)
        + _FORM.format(_DAY.format(words.GO_TO, day_after(today).isoformat(), words.GO))
        + _FORM.format(_BUTTON.format("to", "real_time", words.RESET))
        + Markup("<p>{}</p>").format(words.ONE_WAY)
    )
