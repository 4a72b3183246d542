"""Documents as PDF: real text and a structure tree, PDF/A-3 and PDF/UA by their own word, the same bytes every time."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from plandesk.adapters.pdf import TypstWriter
from plandesk.domain.documents import Attachment, Block, DocumentNotWritten, Fact, Party, QrCode, Row, Sheet
from plandesk.domain.pricing import NewInstallation
from plandesk.services.documents import issue_quote_document, list_documents
from plandesk.services.quotes_advice import quote_advice
from plandesk.services.signatures import quote_file, sign_quote
from plandesk.services.wire_money import confirm_wire
from tests.factories import FIRST_DAY, World, extension, incidents, new
from tests.quote_samples import discount, drafted, offered
from tests.signed_quotes import issued

AT = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
SHEET = Sheet(
    language="en",
    title="Invoice",
    number="IN-2026-00001",
    issued_on=date(2026, 11, 23),
    seller=Party("From", "Mizutech SRL", ("1 Example Street", "1000 Exampleton")),
    buyer=Party("To", "Acme Ltd", ("Ann", "ann@acme.example")),
    facts=(Fact("Date", "23 November 2026"), Fact("Order", "1000000001")),
    columns=("What", "Quantity", "Price", "Amount"),
    rows=(Row("PBX: Standard", "1", "USD 2,900.00", "USD 2,900.00", ("1 year of support.",)),),
    sums=(Fact("Net", "USD 2,900.00"), Fact("Total", "USD 2,900.00")),
    blocks=(Block("Paid", (Fact("How", "by card"),)),),
    notes=("A note.",),
    footer="Mizutech SRL · HU12345676",
)
SIGNED = Attachment("quote.json", "application/json", "As data", '{"to":"Ünlü","total":1}\r\n \t')


@pytest.fixture(scope="module")
def writer() -> TypstWriter:
    return TypstWriter()


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """Return the words of all pages, however they are broken into lines."""
    return " ".join(" ".join(page.extract_text().split()) for page in read(pdf).pages)


def roles(node: Any) -> list[str]:
    """List the roles of a structure tree, depth first."""
    node = node.get_object()
    if isinstance(node, list):
        return [role for each in node for role in roles(each)]
    if not isinstance(node, DictionaryObject):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (roles(node["/K"]) if "/K" in node else [])


def test_a_document_has_real_text_and_a_structure_tree(writer: TypstWriter) -> None:
    pdf = writer.write(SHEET, AT)
    root = read(pdf).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    found = roles(root["/StructTreeRoot"])
    for role in ("/H1", "/H2", "/Table", "/THead", "/TR", "/TH", "/TD"):
        assert role in found, role
    told = text_of(pdf)
    for words in (
        "Invoice",
        "IN-2026-00001",
        "Mizutech SRL",
        "Acme Ltd",
        "1 year of support.",
        "USD 2,900.00",
        "A note.",
    ):
        assert words in told, words


def test_a_document_names_the_standards_it_keeps(writer: TypstWriter) -> None:
    pdf = read(writer.write(replace(SHEET, attachment=SIGNED), AT))
    xmp = pdf.trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"<pdfaid:part>3</pdfaid:part>", xmp)
    assert re.search(r"<pdfaid:conformance>A</pdfaid:conformance>", xmp)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", xmp)
    assert "Invoice IN-2026-00001" in xmp
    assert pdf.metadata is not None
    assert (pdf.metadata.title, pdf.metadata.author) == ("Invoice IN-2026-00001", "Mizutech SRL")


def test_every_font_is_inside(writer: TypstWriter) -> None:
    page = read(writer.write(SHEET, AT)).pages[0]
    fonts = [each.get_object() for each in page["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = font["/DescendantFonts"]
        described = inner.get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described), font["/BaseFont"]
        assert "/ToUnicode" in font


def test_one_line_takes_one_page_and_many_take_more(writer: TypstWriter) -> None:
    assert len(read(writer.write(SHEET, AT)).pages) == 1
    many = writer.write(replace(SHEET, rows=SHEET.rows * 60), AT)
    assert len(read(many).pages) > 1
    assert "1 / 1" in text_of(writer.write(SHEET, AT))
    assert "2 / " in text_of(many)


def test_a_day_stands_on_one_line_beside_the_longest_name_of_a_fact(writer: TypstWriter) -> None:
    facts = (*SHEET.facts, Fact("Purchase order", "PO-77"), Fact("Ordered on", "26 September 2026"))
    told = read(writer.write(replace(SHEET, facts=facts), AT)).pages[0].extract_text()
    assert "26 September 2026" in told


def test_an_attachment_comes_back_to_the_byte(writer: TypstWriter) -> None:
    pdf = read(writer.write(replace(SHEET, attachment=SIGNED), AT))
    assert pdf.attachments == {"quote.json": [SIGNED.text.encode()]}
    named = next(iter(pdf.attachment_list))
    assert named.subtype == "/application/json"
    assert pdf.trailer["/Root"]["/AF"][0].get_object()["/AFRelationship"] == "/Source"


def test_the_same_sheet_gives_the_same_bytes_in_every_thread(writer: TypstWriter) -> None:
    sheets = [replace(SHEET, number=f"IN-2026-{nth:05d}", attachment=SIGNED) for nth in range(12)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda each: writer.write(each, AT), sheets))
    assert together == [TypstWriter().write(each, AT) for each in sheets]
    assert len(set(together)) == len(sheets)


HOSTILE = {
    "markup": '#eval("1+1") #import "x" $x^2$ *bold* _it_ `raw` <label> @ref = h // c /* c */ \\ ~ -- \u201c',
    "braces": "#{ panic() } #[ ] } ] ) \" ' \\u{41} %s {{}}",
    "html": "<script>alert(1)</script> &amp; ]]> -->",
    "accents": "Ünlü Şirket Ăâîșț łódź Ørsted ẞ ﬁ Ελλάς Привет",
    "long": "W" * 200,
    "spaced": " ".join(["very"] * 80),
}


@pytest.mark.parametrize("name", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text(writer: TypstWriter, name: str) -> None:
    sheet = replace(SHEET, buyer=Party(name, name, (name,)), notes=(name,), facts=(Fact(name, name),))
    told = re.sub(r"\s", "", text_of(writer.write(sheet, AT)))
    assert told.count(re.sub(r"\s", "", name)) >= 3


@pytest.mark.parametrize("name", ["שלום עולם", "مرحبا بالعالم"], ids=["hebrew", "arabic"])
def test_text_from_right_to_left_is_set(writer: TypstWriter, name: str) -> None:
    told = text_of(writer.write(replace(SHEET, buyer=Party("To", name)), AT))
    assert "[U+" not in told
    assert set(re.sub(r"\s", "", name)) & set(told)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Acme 😀", "Acme [U+1F600]"),
        ("漢字 Ltd", "[U+6F22][U+5B57] Ltd"),
        ("a\x00b\x01c\x7fd", "a[U+0000]b[U+0001]c"),
        ("private \ue000", "private [U+E000]"),
        ("none \ufffe", "none [U+FFFE]"),
    ],
    ids=["emoji", "chinese", "control", "private", "no-character"],
)
def test_a_sign_that_no_font_has_is_spelt_out(writer: TypstWriter, name: str, shown: str) -> None:
    told = text_of(writer.write(replace(SHEET, buyer=Party("To", name, ("Ünlü – 36–38",))), AT))
    assert shown in told
    assert "Ünlü – 36–38" in told


def test_what_cannot_be_set_at_all_is_told(writer: TypstWriter) -> None:
    with pytest.raises(DocumentNotWritten):
        writer.write(replace(SHEET, language="no such language"), AT)


def test_a_code_has_words_in_its_place(writer: TypstWriter) -> None:
    sheet = replace(SHEET, code=QrCode("https://plans.example/quotes/token/", "Open the quote"))
    root = read(writer.write(sheet, AT)).trailer["/Root"]
    assert "/Figure" in roles(root["/StructTreeRoot"])
    assert "Open the quote" in text_of(writer.write(sheet, AT))


def test_every_document_of_an_order_is_one_page_for_one_line(writer: TypstWriter) -> None:
    world = World()
    order = world.place(new(reference="PBX-9"))
    world.attempt(order, "wire")
    confirm_wire(order.number, order.total, FIRST_DAY, "bank-1", staff="fin", ports=world.ports)
    documents = [document for document, _ in list_documents(order.token, ports=world.ports)]
    assert [document.kind for document in documents] == ["proforma", "invoice", "receipt"]
    for document in documents:
        pdf = writer.write(document.sheet, document.issued_at)
        assert len(read(pdf).pages) == 1
        for words in (
            document.number,
            "Acme Ltd",
            order.number,
            "22 November 2027, the last covered day",
            "HU12345676",
        ):
            assert words in text_of(pdf), document.kind


def test_an_order_of_several_lines_lists_them_all(writer: TypstWriter) -> None:
    world = World()
    order = world.place(new("softswitch.gold"), extension(), incidents(units=7))
    world.pay(order)
    invoice = list_documents(order.token, ports=world.ports)[0][0]
    told = text_of(writer.write(invoice.sheet, invoice.issued_at))
    for words in ("Dedicated Gold", "extension", "7 support requests", "Written in line"):
        assert words in told


def test_a_quote_carries_its_signed_file_and_its_address(writer: TypstWriter) -> None:
    world = World()
    options = [offered(), offered("optional"), offered("A"), offered("B")]
    draft = drafted(options, [discount("10% whole")], state="issued", issued_at=AT, valid_until=date(2026, 12, 23))
    quote = sign_quote(draft, ports=world.ports)
    with world.books() as unit:
        document = issue_quote_document(unit, quote, ports=world.ports)
        assert issue_quote_document(unit, quote, ports=world.ports) == document
        unit.commit()
    pdf = writer.write(document.sheet, document.issued_at)
    assert read(pdf).attachments == {"quote.json": [quote_file(quote)]}
    told = text_of(pdf)
    for words in ("Valid until", "(alternative A)", "(alternative B)", "optional", "three years with us"):
        assert words in told
    assert f"/quotes/{quote.token}/" in told.replace(" ", "")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("family=pbx&months=12&each=l2:4:1", "Best possible"),
        ("family=pbx&months=12&rate=l2:4:1.5", "On average"),
        ("family=gateway&months=24&maintenance=4&each=l2:2:3&in=dev:4:1:2.7.14", "What this quote holds of it"),
    ],
)
def test_a_quote_carries_its_advice_on_a_page_behind_it(writer: TypstWriter, address: str, words: str) -> None:
    world = World()
    advice = quote_advice(address, None, (NewInstallation("gateway.standard", 1),), ports=world.ports)
    assert advice is not None
    quote = issued(world.ports, advice=advice)
    with world.books() as unit:
        sheet = issue_quote_document(unit, quote, ports=world.ports).sheet
    pdf = read(writer.write(sheet, AT))
    assert pdf.attachments == {"quote.json": [quote_file(quote)]}
    first, *others = (" ".join(page.extract_text().split()) for page in pdf.pages)
    told = " ".join(others)
    assert "Which plan, and why" not in first
    for each in (
        "Which plan, and why",
        words,
        *advice.question,
        *advice.reasons,
        *advice.held,
        *(each.name for each in advice.options),
    ):
        assert each in told
    assert {"/Table", "/L"} <= set(roles(pdf.trailer["/Root"]["/StructTreeRoot"]))
