"""Takes files out of PDFs that anybody may have made, with pypdf."""

from io import BytesIO

from pypdf import PdfReader


class PdfAttachments:
    """Reads the attachments of a PDF; what cannot be read has none."""

    def attached(self, pdf: bytes, name: str) -> bytes | None:
        """Return the one attachment of a name; None where there is none or several, or the file is no PDF."""
        try:
            found = [each.content for each in PdfReader(BytesIO(pdf)).attachment_list if each.name == name]
        except Exception:  # noqa: BLE001  # A broken file makes pypdf stumble in as many ways as there are ways to break one.
            return None
        return found[0] if len(found) == 1 else None
