"""Documents as PDF/A-3a and PDF/UA-1 files, set by typst: real text, a structure tree, fonts and attachments inside."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import segno
import typst

from plandesk.adapters.typesetting import Typesetter
from plandesk.domain.documents import DocumentNotWritten, QrCode, Sheet

_PROBE: Final = b"""#set document(title: "-")
#set text(font: ("Libertinus Serif", "DejaVu Sans Mono"))
#sys.inputs.sheet"""
_NOT_SHOWN: Final = "[U+{:04X}]"


class TypstWriter:
    """Sets sheets with typst; the template and its fonts come along, and `fonts` adds those of other scripts."""

    def __init__(self, fonts: Path | None = None) -> None:
        self._typesetter = Typesetter("document.typ", fonts)
        self._shows = lru_cache(maxsize=4096)(self._is_shown)

    def write(self, sheet: Sheet, at: datetime) -> bytes:
        """Return the PDF of a sheet; the same sheet and moment give the same bytes.

        A sign that no font has is written as its code point (`[U+1F600]`): a document with a hole in it would be
        refused by the standards, and one without the sign would name somebody else.

        Raises:
            DocumentNotWritten: typst refuses the sheet.
        """
        try:
            return self._set(sheet, at, lambda text: text)
        except typst.TypstError:
            pass  # Most likely a sign that no font has; what else it may be shows when it is set again.
        try:
            return self._set(sheet, at, self._spell)
        except typst.TypstError as refusal:
            raise DocumentNotWritten(number=sheet.number) from refusal

    def _set(self, sheet: Sheet, at: datetime, spell: Callable[[str], str]) -> bytes:
        data = json.dumps(_data(sheet, at, spell), ensure_ascii=False)
        return self._compile(self._typesetter.template, data, at)

    def _compile(self, source: bytes, data: str, at: datetime) -> bytes:
        written = self._typesetter.compiler.compile(
            source,
            format="pdf",
            sys_inputs={"sheet": data},
            pdf_standards=["a-3a", "ua-1"],
            timestamp=at.replace(microsecond=0),
        )
        if not isinstance(written, bytes):
            raise TypeError("typst answers a PDF as one run of bytes")
        return written

    def _spell(self, text: str) -> str:
        return "".join(each if self._shows(each) else _NOT_SHOWN.format(ord(each)) for each in text)

    def _is_shown(self, sign: str) -> bool:
        """Ask typst whether a font has a sign; it alone knows its fonts."""
        try:
            self._compile(_PROBE, f"a{sign}a", datetime(2000, 1, 1, tzinfo=UTC))
        except typst.TypstError:
            return False
        return True


def _data(sheet: Sheet, at: datetime, spell: Callable[[str], str]) -> dict[str, Any]:
    """Return what the template reads; a file attached stays as it is to the byte."""
    said = asdict(sheet)
    attachment, code = said.pop("attachment"), said.pop("code")
    del said["issued_on"]
    data: dict[str, Any] = _spelt(said, spell)
    moment = at.astimezone(UTC)
    parts = ("year", "month", "day", "hour", "minute", "second")
    data["at"] = {part: getattr(moment, part) for part in parts}
    data["attachment"] = attachment
    data["code"] = None if code is None or sheet.code is None else {**code, "picture": _picture(sheet.code)}
    return data


def _spelt(said: Any, spell: Callable[[str], str]) -> Any:
    match said:
        case str():
            return spell(said)
        case dict():
            return {name: _spelt(each, spell) for name, each in said.items()}
        case list() | tuple():
            return [_spelt(each, spell) for each in said]
    return said


def _picture(code: QrCode) -> str:
    """Return a QR code as SVG, with error correction M and no more, as the code of a transfer wants it (EPC069-12)."""
    made = segno.make_qr(code.content, error="m", boost_error=False, encoding=code.alphabet)
    out = BytesIO()
    made.save(out, kind="svg", border=2, xmldecl=False, svgns=True)
    return out.getvalue().decode()
