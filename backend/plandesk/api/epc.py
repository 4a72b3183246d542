"""The picture that a banking application reads a wire from: the EPC QR code, for euros alone."""

from typing import Final

from segno import helpers

from plandesk.services.wires import WireInstructions

_MOST: Final = 999_999_999_99
"""The largest amount the code can carry, in cents (EPC069-12)."""


def epc_picture(wire: WireInstructions) -> str | None:
    """Return the EPC QR code of a wire as an SVG in a data address; None where the standard has no code for it.

    Source: EPC069-12, version 002: SEPA credit transfers in euros, of 0.01 to 999999999.99.
    """
    if wire.amount.currency != "EUR" or not 1 <= wire.amount.minor <= _MOST:
        return None
    code = helpers.make_epc_qr(
        name=wire.account.beneficiary[:70],
        iban=wire.account.iban.replace(" ", ""),
        amount=wire.amount.to_decimal(),
        reference=wire.reference,
        bic=wire.account.bic.replace(" ", ""),
        encoding="utf-8",
    )
    # White behind the modules: on a dark page a scanner would see nothing.
    return str(code.svg_data_uri(scale=4, border=4, light="white"))
