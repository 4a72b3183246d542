"""The mails of the running product, as their reader sees them."""

from dataclasses import dataclass
from email import message_from_string, policy
from email.message import EmailMessage
from functools import cache

from e2e.product import Product
from e2e.shop import Shop
from e2e.waiting import until

PLACED = "ready to pay"
CONFIRMED = "paid, and what it covers"
BEING_CHECKED = "paid, being checked"
CORRECTED = "please confirm corrected dates"
REFUSED = "refused, your money goes back"
SENT_BACK = "sent back"
TO_WIRE = "how to wire the money"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail: whom it goes to, its subject and its text."""

    to: str
    subject: str
    text: str


class Mailbox:
    """Everything that was mailed about one order."""

    def __init__(self, product: Product, number: str) -> None:
        self._product = product
        self._number = number

    def about(self, words: str) -> list[Mail]:
        """List the order's mails whose subject says `words`, as they are there now."""
        found = [_read(text) for text in self._product.mails() if self._number in text]
        return [mail for mail in found if self._number in mail.subject and words in mail.subject]

    def wait_for(self, words: str) -> Mail:
        """Return the first of these mails as soon as it is there."""
        return until(f"mail that says “{words}”", lambda: self.about(words))[0]

    def after_all_work(self, words: str) -> list[Mail]:
        """List these mails once the worker has done all there is to do, so that a second one would be there."""
        self.wait_for(words)
        finish_all_work(self._product)
        return self.about(words)


def finish_all_work(product: Product, rounds: int = 2) -> None:
    """Wait until the worker has been through whole rounds of everything it does.

    Mails of new orders tell it: the first may go out in the middle of a round, each one after it ends another.
    """
    product.sandbox.wait()
    for _ in range(rounds):
        order = Shop(product).order()
        Mailbox(product, order["number"]).wait_for(PLACED)


def mails_to(product: Product, email: str, subject: str) -> list[Mail]:
    """List the mails to an address whose subject begins so, oldest first, as they are there now."""
    found = [_read(text) for text in product.mails()]
    return [mail for mail in found if email in mail.to and mail.subject.startswith(subject)]


@cache
def _read(text: str) -> Mail:
    message = message_from_string(text, _class=EmailMessage, policy=policy.default)
    body = message.get_body(("plain",)) or message
    return Mail(str(message["To"]), str(message["Subject"]), body.get_content())
