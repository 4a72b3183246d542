"""What stands behind the question mark of a list's address, read by a schema."""

from collections.abc import Mapping
from typing import Any

from flask import request
from marshmallow import ValidationError

from plandesk.api.fields import Payload
from plandesk.api.problems import PayloadInvalid


def load_query(query: Payload) -> Mapping[str, Any]:
    """Return the query of the request as its schema reads it.

    Raises:
        PayloadInvalid: a parameter is unknown or cannot be read; each is named.
    """
    try:
        loaded: Mapping[str, Any] = query.load(request.args.to_dict())
    except ValidationError as fault:
        messages = fault.messages if isinstance(fault.messages, dict) else {"_schema": fault.messages}
        raise PayloadInvalid(messages) from fault
    return loaded
