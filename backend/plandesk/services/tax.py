"""Putting tax on a price, once its buyer is known."""

from plandesk.domain.pricing import PriceBreakdown, with_tax
from plandesk.domain.tax import TaxIdRefused, tax_on
from plandesk.services.ports import Ports


def taxed(
    breakdown: PriceBreakdown, country: str | None, tax_id: str | None, *, ports: Ports, field: str = "tax_id"
) -> PriceBreakdown:
    """Return the breakdown with the tax that a buyer of a country pays; as it is where no tax is configured.

    The preview, an order and the acceptance of a quote all come here, so that what is shown is what is owed. Without a
    country the buyer is not known, and there is no tax yet. `field` is where a refused tax id was stated.

    Raises:
        TaxIdRefused: the tax hangs on a VAT id, and the one that was stated is not valid or of another state.
    """
    rules = ports.catalogue.rules.tax
    if rules is None or country is None:
        return breakdown
    stated = (tax_id or "").strip() or None
    if stated and rules.hangs_on_vat_id(country) and not rules.is_exempt(country, stated):
        valid = ports.tax_ids.vat_id(country, stated)
        if valid is None:
            raise TaxIdRefused(tax_id=stated, country=country, field=field)
        stated = valid
    return with_tax(breakdown, tax_on(breakdown.net, country, stated, rules))
