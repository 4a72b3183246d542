"""Who may ask which route, as the table a person reads says it, and as the API's document does."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from plandesk.app import openapi_document
from plandesk.domain.customers import MAY, ROLES, SCOPES, STAFF_ROLES

TABLE: Final = Path(__file__).parent / "golden" / "routes_by_role.json"
EVERYBODY: Final = "everybody"
HALFWAY: Final = "halfway"
LINK: Final = "link"
ASKERS: Final = ("visitor", *ROLES, *STAFF_ROLES, HALFWAY, *SCOPES, LINK)
"""All kinds of askers: contacts and staff by role, staff whose passkey is still to be shown, programs by scope."""


def read_table() -> Mapping[str, str]:
    """Return who is let in, by route, as people agreed on it."""
    return {row["route"]: row["let_in"] for row in json.loads(TABLE.read_text("utf-8"))["rows"]}


def operations() -> Mapping[str, Mapping[str, Any]]:
    """Return every operation of the document by its method and its path without the prefix."""
    return {
        f"{method.upper()} {path.removeprefix('/api/v1')}": operation
        for path, item in json.loads(openapi_document())["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def let_in(operation: Mapping[str, Any]) -> str:
    """Return whom an operation lets in, as the table writes it."""
    if not operation["security"]:
        return EVERYBODY
    found = {who for way in operation["security"] for scheme, needs in way.items() for who in _who(scheme, needs)}
    return " ".join(each for each in ASKERS if each in found)


def _who(scheme: str, needs: list[str]) -> set[str]:
    if scheme == "link":
        return {LINK}
    if not needs:
        return set(ROLES)
    (need,) = needs
    if need in STAFF_ROLES or need in SCOPES:
        return {need}
    return {HALFWAY} if need == "second_step" else {role for role in ROLES if need in MAY[role]}
