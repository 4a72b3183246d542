"""A quote's PDF as it is written: its signed file is found in it, and other pages around the same file are refused."""

from plandesk.adapters.pdf import TypstWriter
from plandesk.services.documents import issue_quote_document, read_quote_document
from plandesk.services.signatures import quote_file
from plandesk.services.verification import Checked, Verdict, check_file
from tests.factories import World
from tests.signed_files import pdf_of
from tests.signed_quotes import issued, keep


def test_a_pdf_is_the_one_that_was_issued_or_other_pages_around_the_right_file() -> None:
    world = World(pdf_writer=TypstWriter())
    quote = keep(world.ports, issued(world.ports))
    unknown = check_file(pdf_of(quote_file(quote)), ports=world.ports)
    assert (unknown.verdict.fault, unknown.state, unknown.as_issued) == (None, "issued", None)
    _, stored = read_quote_document(quote.token, ports=world.ports)
    checked = check_file(stored.content, ports=world.ports)
    assert (checked.verdict.fault, checked.verdict.attached, checked.as_issued) == (None, True, True)
    for other in (pdf_of(quote_file(quote)), stored.content.replace(b"%%EOF", b"%%EOF "), stored.content + b"\n"):
        assert check_file(other, ports=world.ports) == Checked(
            Verdict("pages_changed", key_id=checked.verdict.key_id, attached=True)
        )


def test_while_the_pdf_is_not_written_no_other_is_taken_for_it() -> None:
    world = World(pdf_writer=TypstWriter())
    quote = keep(world.ports, issued(world.ports))
    with world.ports.uow() as unit:
        issue_quote_document(unit, quote, ports=world.ports)
        unit.commit()
    assert check_file(pdf_of(quote_file(quote)), ports=world.ports).verdict.fault == "pages_changed"
