"""What whoever has a quote's address may answer beside accepting it: decline, ask, and wish for a new one."""

from plandesk.domain.quotes import Quote, QuoteNotAcceptable
from plandesk.services.ports import Ports
from plandesk.services.quotes import find, record
from plandesk.services.quotes_mails import fresh_quote_asked, quote_declined, quote_question


def decline_quote(token: str, reason: str, *, ports: Ports) -> Quote:
    """Decline a quote and say why; its seller is told. Doing it again changes nothing.

    Raises:
        QuoteNotFound: there is none.
        QuoteNotAcceptable: it was accepted, replaced or revoked, or has run out.
    """
    now = ports.clock.now()
    with ports.uow() as unit:
        quote = find(unit, token, lock=True)
        state = quote.state_at(now)
        if state not in ("issued", "declined"):
            raise QuoteNotAcceptable(number=quote.number, state=state)
        declined = quote.on("decline")
        if declined is not quote:
            declined = unit.quotes.save(declined)
            record(unit, declined, "declined", "buyer", now, reason=reason)
            unit.outbox.put(ports.ids.new_id(), quote_declined(declined, reason, ports.mailbox), now)
            unit.commit()
        return declined


def ask_about_quote(token: str, email: str, text: str, *, ports: Ports) -> None:
    """Bring a question about a quote to its seller; answering the mail answers the asker.

    Raises:
        QuoteNotFound: there is none.
    """
    now = ports.clock.now()
    with ports.uow() as unit:
        quote = find(unit, token)
        record(unit, quote, "asked", "buyer", now, email=email, text=text)
        unit.outbox.put(ports.ids.new_id(), quote_question(quote, email, text, ports.mailbox), now)
        unit.commit()


def ask_fresh_quote(token: str, email: str | None, text: str | None, *, ports: Ports) -> None:
    """Tell the seller that somebody wishes for a new quote in place of one that holds no more.

    Raises:
        QuoteNotFound: there is none.
        QuoteNotAcceptable: it can still be accepted as it is.
    """
    now = ports.clock.now()
    with ports.uow() as unit:
        quote = find(unit, token)
        if quote.state_at(now) == "issued":
            raise QuoteNotAcceptable(number=quote.number, state="issued")
        facts = {name: value for name, value in (("email", email), ("text", text)) if value}
        record(unit, quote, "fresh_asked", "buyer", now, **facts)
        unit.outbox.put(ports.ids.new_id(), fresh_quote_asked(quote, email, text, ports.mailbox), now)
        unit.commit()
