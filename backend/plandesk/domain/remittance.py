"""The code a payer puts on a wire: an ISO 11649 creditor reference around the order number, written and found again."""

import re
import unicodedata

from plandesk.domain.errors import DomainError

_ORDER_NUMBER = re.compile("[1-9][0-9]{9}")
_REFERENCE = re.compile("RF([0-9]{2})([1-9][0-9]{9})")
_BARE_NUMBER = re.compile("(?<![0-9])[1-9][0-9]{9}(?![0-9])")
_DIGITS = 12
"""What follows RF in our references: two check digits and an order number."""

# What a person copies or a machine reads in place of a digit. Each letter stands for one digit only: if several were
# tried for each, the check digits would be right by chance more often. So letters that look like two digits (b, g, q)
# are read in their capital form, and those that look like a digit in some fonts only (A, D, T) not at all.
_LOOK_ALIKES = str.maketrans("OQILZSGB", "00112568")


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
    number = _checked("".join(reference.split()).upper())
    if number is None:
        raise ReferenceInvalid(reference=reference)
    return number


def find_order_numbers(text: str) -> tuple[str, ...]:
    """Return the order numbers of all right references in a free text, each once, as they stand in it; may be empty.

    A reference is found despite spaces, dashes, line breaks, words run into it, lower case, and letters that look
    like a digit. One wrong digit, or two exchanged, is never another order's number: the check digits notice it.
    """
    written = _letters_and_digits(text)
    numbers: dict[str, None] = {}
    place = written.find("RF")
    while place >= 0:
        digits = written[place + 2 : place + 2 + _DIGITS].translate(_LOOK_ALIKES)
        number = _checked(f"RF{digits}")
        if number is not None:
            numbers[number] = None
        place = written.find("RF", place + 1)
    return tuple(numbers)


def find_bare_numbers(text: str) -> tuple[str, ...]:
    """Return what could be order numbers without check digits, as they stand in the text; may be empty.

    They are hints for a person and match nothing by themselves: a typo in one may be another order's number.
    """
    return tuple(dict.fromkeys(_BARE_NUMBER.findall(unicodedata.normalize("NFKC", text))))


def _letters_and_digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(char for char in plain if char.isascii() and char.isalnum())


def _checked(reference: str) -> str | None:
    found = _REFERENCE.fullmatch(reference)
    # Compared, not only divided: 02 and 99 are equal modulo 97, and only the first is ever written.
    return found[2] if found and reference_for(found[2])[2:4] == found[1] else None


def _remainder(order_number: str) -> int:
    return int(f"{order_number}271500") % 97  # R and F count as 27 and 15.
