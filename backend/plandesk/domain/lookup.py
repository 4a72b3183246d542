"""What people say on the phone, in the form in which it is kept and looked up: spaces, dashes and case do not count."""

import unicodedata

from plandesk.domain.remittance import ReferenceInvalid, order_number_from

LONGEST = 100
"""How much of a word is kept; nobody reads out more."""


def lookup_key(word: str) -> str:
    """Return the form a number or name is kept in; empty where it holds no letter and no digit."""
    plain = unicodedata.normalize("NFKC", word).casefold()
    return "".join(each for each in unicodedata.normalize("NFKC", plain) if each.isalnum())[:LONGEST]


def wanted_key(asked: str) -> str:
    """Return what to look for, empty where nothing can be; a wire's reference, spaced or not, is its order's number."""
    key = lookup_key(asked)
    try:
        return order_number_from(key)
    except ReferenceInvalid:
        return key
