"""The ports of the running application, as every route reaches them."""

from typing import cast

from flask import current_app

from plandesk.services.ports import Ports


def ports() -> Ports:
    """Return the ports that the caretaker put in."""
    return cast(Ports, current_app.extensions["plandesk"])
