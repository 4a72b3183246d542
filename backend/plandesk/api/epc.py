"""The picture that a banking application reads a wire from: the EPC QR code, for euros alone."""

import segno

from plandesk.domain.transfer_code import transfer_code
from plandesk.services.wires import WireInstructions


def epc_picture(wire: WireInstructions) -> str | None:
    """Return the EPC QR code of a wire as an SVG in a data address; None where the standard has no code for it.

    Source: EPC069-12, version 002: bytes in UTF-8, at error correction level M.
    """
    account = wire.account
    text = transfer_code(account.beneficiary, account.iban, account.bic, wire.amount, wire.reference)
    if text is None:
        return None
    code = segno.make_qr(text, error="m", mode="byte", encoding="utf-8", boost_error=False)
    # White behind the modules: on a dark page a scanner would see nothing.
    return str(code.svg_data_uri(scale=4, border=4, light="white"))
