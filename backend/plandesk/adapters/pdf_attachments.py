"""Takes files out of PDFs that anybody may have made, with pypdf."""

from io import BytesIO
from typing import Final

from pypdf import PdfReader, apply_configuration

_MOST: Final = 4 * 1024 * 1024
"""How much a stream may become when it is unpacked; a signed file is a thousandth of that."""


class PdfAttachments:
    """Reads the attachments of a PDF; what cannot be read has none."""

    def attached(self, pdf: bytes, name: str) -> bytes | None:
        """Return the one attachment of a name; None where there is none or several, or the file is no PDF."""
        try:
            with apply_configuration(
                zlib_maximum_output_length=_MOST,
                lzw_maximum_output_length=_MOST,
                run_length_maximum_output_length=_MOST,
                array_based_stream_maximum_output_length=_MOST,
                stream_decoding_work_maximum_length=2 * _MOST,
            ):
                found = [each.content for each in PdfReader(BytesIO(pdf)).attachment_list if each.name == name]
        except Exception:  # noqa: BLE001  # A broken file makes pypdf stumble in as many ways as it can be broken.
            return None
        return found[0] if len(found) == 1 else None
