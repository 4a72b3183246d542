"""What a banking app reads off a picture: the text of an EPC code for a transfer in euros."""

from typing import Final

from plandesk.domain.money import Money

_LONGEST_NAME: Final = 70
_MOST: Final = Money(99_999_999_999, "EUR")


def transfer_code(beneficiary: str, iban: str, bic: str, amount: Money, reference: str) -> str | None:
    """Return the text of the code, in UTF-8; None for what no code can say: other currencies, and nothing.

    `reference` is an ISO 11649 creditor reference. Source: EPC069-12, version 002.
    """
    if amount.currency != "EUR" or amount.minor < 1 or amount > _MOST:
        return None
    account = (_bare(bic), beneficiary[:_LONGEST_NAME], _bare(iban))
    return "\n".join(("BCD", "002", "1", "SCT", *account, f"EUR{amount.to_decimal()}", "", reference))


def _bare(text: str) -> str:
    return text.replace(" ", "")
