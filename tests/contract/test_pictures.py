"""Pictures of quotes as typst draws them."""

import struct
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from plandesk.adapters.pictures import TypstPictures
from plandesk.domain.previews import Picture

PICTURE = Picture(
    vendor="Mizutech",
    title="Quote Q202604711",
    company="for Acme Ltd",
    figures=("US$2,900.00",),
    below="net of tax, valid until 23 December 2026",
    holds=True,
)


def size(png: bytes) -> tuple[int, int]:
    """Return width and height by the header of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(
    "picture",
    [
        PICTURE,
        replace(PICTURE, company=None, holds=False, figures=("Expired",), below="The last day of this quote is over."),
        replace(PICTURE, company=f"for {'W' * 42}", figures=("A: US$9,999,999,999.00", "B: US$9,999,999,999.00")),
        replace(PICTURE, vendor="株式会社 مثال", company="for Größe & Søn 😀"),
    ],
)
def test_a_picture_has_the_size_that_chats_show(picture: Picture) -> None:
    assert size(TypstPictures().draw(picture)) == (1200, 630)


def test_the_same_picture_is_the_same_bytes_and_another_is_not() -> None:
    drawn = TypstPictures().draw(PICTURE)
    assert TypstPictures().draw(PICTURE) == drawn
    assert TypstPictures().draw(replace(PICTURE, holds=False)) != drawn


@pytest.mark.parametrize("text", ['#panic("no")', '#image("/etc/passwd")', "*bold* $x$ \\ ] [ #", '"}', "\x07"])
def test_what_people_typed_is_never_read_as_markup(text: str) -> None:
    drawn = TypstPictures().draw(replace(PICTURE, company=text, title=text))
    assert size(drawn) == (1200, 630)


def test_several_can_be_drawn_at_once() -> None:
    pictures = TypstPictures()
    wanted = [replace(PICTURE, title=f"Quote Q{number}") for number in range(12)]
    with ThreadPoolExecutor(4) as threads:
        drawn = list(threads.map(pictures.draw, wanted))
    assert drawn == [pictures.draw(each) for each in wanted]
    assert len(set(drawn)) == len(wanted)
