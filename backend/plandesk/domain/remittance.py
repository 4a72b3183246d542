"""The code a payer puts on a wire: an ISO 11649 creditor reference around the order number."""

import re

from plandesk.domain.errors import DomainError

_ORDER_NUMBER = re.compile("[1-9][0-9]{9}")
_REFERENCE = re.compile("RF([0-9]{2})([1-9][0-9]{9})")


class ReferenceInvalid(DomainError):
    """A remittance reference is `RF`, two right check digits and a ten-digit order number. Facts: `reference`."""


def reference_for(order_number: str) -> str:
    """Return the reference of an order, without spaces, such as `RF471234567890`.

    Source: ISO 11649; the check digits are those of ISO 7064 MOD 97-10.

    Raises:
        ReferenceInvalid: the number is not ten digits with the first not 0.
    """
    if not _ORDER_NUMBER.fullmatch(order_number):
        raise ReferenceInvalid(reference=order_number)
    return f"RF{98 - _remainder(order_number):02d}{order_number}"


def order_number_from(reference: str) -> str:
    """Return the order number of a reference as a bank or a person wrote it: in any case, spaced or not.

    Raises:
        ReferenceInvalid: the text is something else, or its check digits are wrong.
    """
    found = _REFERENCE.fullmatch("".join(reference.split()).upper())
    # Compared, not only divided: 02 and 99 are equal modulo 97, and only the first is ever written.
    if found is None or reference_for(found[2])[2:4] != found[1]:
        raise ReferenceInvalid(reference=reference)
    return found[2]


def _remainder(order_number: str) -> int:
    return int(f"{order_number}271500") % 97  # R and F count as 27 and 15.
