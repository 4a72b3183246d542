"""Pictures of quotes for chats, drawn by typst as PNG."""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Final

from plandesk.adapters.typesetting import Typesetter
from plandesk.domain.previews import Picture

_PIXELS_PER_INCH: Final = 144.0
_KEPT: Final = 256
"""How many pictures are kept in memory; one is some 40 KB."""


class TypstPictures:
    """Draws pictures with typst; what was drawn lately is kept, for every reader of a chat asks for it."""

    def __init__(self, fonts: Path | None = None) -> None:
        self._typesetter = Typesetter("preview.typ", fonts)
        self._drawn = lru_cache(maxsize=_KEPT)(self._draw)

    def draw(self, picture: Picture) -> bytes:
        """Return a picture as PNG, 1200 by 630 pixels; the same picture gives the same bytes."""
        return self._drawn(picture)

    def _draw(self, picture: Picture) -> bytes:
        data = json.dumps(asdict(picture), ensure_ascii=False)
        drawn = self._typesetter.compiler.compile(
            self._typesetter.template, format="png", ppi=_PIXELS_PER_INCH, sys_inputs={"picture": data}
        )
        if not isinstance(drawn, bytes):
            raise TypeError("typst answers a picture of one page as one run of bytes")
        return drawn
