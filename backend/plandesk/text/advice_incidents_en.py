"""What an incident is and costs, in the words of an answer and of a quote's appendix alike."""

from plandesk.domain.catalogue import Catalogue, Incident
from plandesk.text.formats import listed, minutes, price


def ad_hoc(catalogue: Catalogue) -> str:
    """Say what is meant by ad hoc and by an incident (R13, A22)."""
    return (
        "Ad hoc means without a plan: each request is paid for by itself. It is paid as incidents, as is what no quota "
        f"covers. An incident serves one request; {_longer(catalogue)}."
    )


def beyond_quota(catalogue: Catalogue) -> str:
    """Say what a request beyond quota costs (A22)."""
    prices = [_listed_price(each) for each in catalogue.incidents]
    return f"What no quota covers is paid as incidents, {_how_many(catalogue)}: {listed(prices)}."


def each_costs(incident: Incident) -> str:
    """Say what one incident costs, and how long a request it serves."""
    told = f"{incident.name}: {price(incident.price.value)}, for at most {minutes(incident.max_minutes.value)}"
    if incident.by_agreement.value:
        return f"{told}. Other work may be agreed separately with the vendor, and is not reckoned with here."
    return f"{told}."


def _listed_price(incident: Incident) -> str:
    agreed = ", or by separate agreement" if incident.by_agreement.value else ""
    return f"{incident.name} {price(incident.price.value)}{agreed}"


def _longer(catalogue: Catalogue) -> str:
    if _by_started_hour(catalogue):
        return "a longer one takes one for each started hour"
    return "a longer one is by agreement with the vendor, at a price that nobody states"


def _how_many(catalogue: Catalogue) -> str:
    return "one for each started hour" if _by_started_hour(catalogue) else "a longer one by agreement"


def _by_started_hour(catalogue: Catalogue) -> bool:
    return catalogue.rules.over_hour == "per_started_hour"
