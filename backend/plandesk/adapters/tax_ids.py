"""VAT ids of the EU, as their member states make them."""

from typing import Final

from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from plandesk.domain.tax import EU, tidy

_PREFIXES: Final = {"GR": "EL"}
"""States whose ids begin with other letters than their ISO code."""


class EuVatIds:
    """Knows the form and the check digits of every member state; it asks no register whether an id is in use."""

    def vat_id(self, country: str, text: str) -> str | None:
        """Return a VAT id of a state in one form, with its prefix; None where it is none of this state."""
        if country not in EU:
            return None
        prefix, stated = _PREFIXES.get(country, country), tidy(text)
        bare = stated.removeprefix(prefix)
        if country in _PREFIXES:  # People also write what the address says.
            bare = bare.removeprefix(country)
        try:
            return str(vat.validate(prefix + bare))
        except ValidationError:
            return None
