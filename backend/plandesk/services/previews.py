"""What a chat shows of a link to a quote: its title, total and validity, or what became of it."""

from plandesk.domain.previews import Picture, Preview
from plandesk.domain.quotes import Picked, Quote, QuoteNotFound, QuoteState
from plandesk.services.ports import Ports
from plandesk.text import previews_en as words


def preview(token: str, *, ports: Ports) -> Preview:
    """Return what is shown beside a link to the quote at an address, by the clock.

    Raises:
        QuoteNotFound: there is none, or it is a draft.
    """
    with ports.uow(read_only=True) as unit:
        quote = unit.quotes.by_token(token)
    state = quote.state_at(ports.clock.now()) if quote else "draft"
    if quote is None or state == "draft":
        raise QuoteNotFound
    figures, below, sentence = _open(quote) if state == "issued" else _over(state)
    vendor, company = ports.mailbox.vendor, quote.addressee.company
    return Preview(
        title=words.title(quote.number, quote.revision, vendor),
        description=sentence,
        picture=Picture(
            vendor=vendor,
            title=words.named(quote.number, quote.revision),
            company=words.for_company(company) if company else None,
            figures=figures,
            below=below,
            holds=state == "issued",
        ),
        path=f"/quotes/{quote.token}/",
    )


def draw_picture(token: str, *, ports: Ports) -> bytes:
    """Return the picture beside a link to the quote at an address, as PNG of 1200 by 630 pixels.

    Raises:
        QuoteNotFound: there is none, or it is a draft.
    """
    return ports.pictures.draw(preview(token, ports=ports).picture)


def _open(quote: Quote) -> tuple[tuple[str, ...], str, str]:
    if quote.valid_until is None:  # An issued quote has one; the use cases that issue it hold it to that.
        raise ValueError(f"quote {quote.number} has no last day")
    figures = tuple(
        words.total(each, quote.offer(Picked(each)).breakdown.total) for each in quote.alternatives or (None,)
    )
    optional = any(each.choice == "optional" for each in quote.options)
    left_out = words.left_out(net_of_tax=quote.net_of_tax, optional=optional)
    return figures, words.below(left_out, quote.valid_until), words.offer(figures, left_out, quote.valid_until)


def _over(state: QuoteState) -> tuple[tuple[str, ...], str, str]:
    word, sentence = words.became(state)
    return (word,), sentence, sentence
