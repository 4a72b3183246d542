"""Statements of every format and dialect give the same lines; what is not certain is refused, never guessed."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plandesk.adapters.bank_statement import BankStatements
from plandesk.domain.bank_lines import BankLine, Statement, StatementRefused, UnreadableLine, wire_digest
from plandesk.domain.money import Money
from plandesk.domain.remittance import find_order_numbers, reference_for
from plandesk.services.books.statements import CsvMapping
from tests.bank_files import (
    ACCOUNT,
    CAMT_VERSIONS,
    DIALECTS,
    GERMAN_CSV,
    PAYER,
    PAYER_IBAN,
    PLAIN_CSV,
    Movement,
    camt,
    camt_detail,
    camt_entry,
    camt_file,
    csv_of,
    german_csv,
    mt940,
    mt940_file,
)

NUMBER = "1234567890"
TEXT = f"Invoice for order, our ref {reference_for(NUMBER)} thank you"
PAYMENT = Movement("1400.50", TEXT)
EUROPEAN = replace(PAYMENT, amount="1400,50")
DAY = date(2026, 11, 25)


def read(content: bytes, mapping: CsvMapping | None = None) -> Statement:
    return BankStatements().read(content, mapping)


def only(content: bytes, mapping: CsvMapping | None = None) -> BankLine:
    (line,) = read(content, mapping).lines
    assert isinstance(line, BankLine), line
    return line


def unread(content: bytes, mapping: CsvMapping | None = None) -> str:
    (line,) = read(content, mapping).lines
    assert isinstance(line, UnreadableLine), line
    return line.reason


def reason(content: bytes, mapping: CsvMapping | None = None) -> object:
    with pytest.raises(StatementRefused) as refused:
        read(content, mapping)
    return refused.value.facts["reason"]


# What all formats have in common.


@pytest.mark.parametrize(
    ("content", "mapping"),
    [
        *((camt(PAYMENT, version=version), None) for version in CAMT_VERSIONS),
        (camt(PAYMENT, prefix="ns2"), None),
        *((mt940(EUROPEAN, dialect=dialect), None) for dialect in DIALECTS),
        (german_csv(EUROPEAN), GERMAN_CSV),
    ],
    ids=[*CAMT_VERSIONS, "prefixed", *DIALECTS, "csv"],
)
def test_the_same_payment_is_the_same_line_in_every_format_and_dialect(
    content: bytes, mapping: CsvMapping | None
) -> None:
    line = only(content, mapping)
    assert (line.amount, line.value_date, line.booked_on) == (Money(140050, "USD"), DAY, DAY)
    assert find_order_numbers(line.text) == (NUMBER,)
    assert line.bank_reference == "BANKREF0001"
    assert line.digest == wire_digest("BANKREF0001", DAY, Money(140050, "USD"))
    assert line.booked


@pytest.mark.parametrize(
    ("content", "mapping"),
    [
        (camt(replace(PAYMENT, out=True)), None),
        *((mt940(replace(EUROPEAN, out=True), dialect=dialect), None) for dialect in DIALECTS),
        (german_csv(replace(EUROPEAN, out=True)), GERMAN_CSV),
    ],
    ids=["camt", *DIALECTS, "csv"],
)
def test_money_that_went_out_is_below_zero(content: bytes, mapping: CsvMapping | None) -> None:
    assert only(content, mapping).amount == Money(-140050, "USD")


@pytest.mark.parametrize("content", [camt(PAYMENT), mt940(EUROPEAN, dialect="german"), mt940(EUROPEAN, dialect="sepa")])
def test_the_payer_and_the_payers_account_are_two_things(content: bytes) -> None:
    line = only(content)
    assert (line.payer, line.payer_account) == (PAYER, PAYER_IBAN)


@pytest.mark.parametrize("content", [camt(PAYMENT), mt940(EUROPEAN)])
def test_the_account_of_the_statement_is_told(content: bytes) -> None:
    assert read(content).account == ACCOUNT


@pytest.mark.parametrize("missing", ["NONREF", "NOTPROVIDED", ""])
def test_without_a_reference_of_the_bank_lines_of_one_file_are_told_apart_by_what_they_say_and_counted(
    missing: str,
) -> None:
    one, other = replace(PAYMENT, reference=missing), replace(PAYMENT, reference=missing, text="other")
    first = read(camt(one, other, one)).lines
    again = read(camt(other, one, one)).lines
    digests = [line.digest for line in first if isinstance(line, BankLine)]
    assert len(set(digests)) == 3
    assert {line.digest for line in again if isinstance(line, BankLine)} == set(digests)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 zip", b"\x00\x01\x02"])
def test_what_is_no_statement_is_refused(content: bytes) -> None:
    assert reason(content) == "no-known-format"


# CAMT.053.


@pytest.mark.parametrize("declared", ["<!DOCTYPE Document>", '<!DOCTYPE Document [<!ENTITY x "1400">]>'])
def test_a_document_type_is_refused(declared: str) -> None:
    assert reason(camt(PAYMENT, head=declared)) == "document-type"


def test_entities_that_would_read_a_file_or_grow_without_bound_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hunter2")
    outside = f'<!DOCTYPE Document [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    laughs = f'<!DOCTYPE Document [<!ENTITY e0 "ha">{grown}]>'
    for head, entity in ((outside, "&x;"), (laughs, "&e11;")):
        content = camt(PAYMENT, head=head).replace(b"<MsgId>M1", f"<MsgId>{entity}".encode())
        assert reason(content) in ("document-type", "malformed")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (camt(PAYMENT)[:-20], "malformed"),
        (b"<html></html>", "not-camt.053"),
        (camt(PAYMENT).replace(b"camt.053", b"camt.052"), "not-camt.053"),
        (camt_file(""), "no-lines"),
    ],
)
def test_an_xml_file_that_is_no_whole_statement_is_refused(content: bytes, why: str) -> None:
    assert reason(content) == why


@pytest.mark.parametrize("amount", ["", "1,400.50", "1400,50", "1.4E3", "NaN", "-1400.50", "1400.505", "0.00", "١٤٠٠"])
def test_an_amount_that_is_not_certain_makes_its_line_unreadable(amount: str) -> None:
    assert unread(camt(replace(PAYMENT, amount=amount))) == "amount"


def test_the_amount_is_the_entrys_and_not_what_the_payer_instructed_in_another_currency() -> None:
    inner = '<AmtDtls><InstdAmt><Amt Ccy="EUR">1300.00</Amt></InstdAmt></AmtDtls>'
    entry = camt_entry(PAYMENT, camt_detail(PAYMENT, inner))
    assert only(camt_file(entry)).amount == Money(140050, "USD")


def test_fees_inside_a_payment_do_not_turn_its_side() -> None:
    fees = '<Chrgs><Rcrd><Amt Ccy="USD">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>'
    assert only(camt_file(camt_entry(PAYMENT, camt_detail(PAYMENT, fees)))).amount == Money(140050, "USD")


def test_an_entry_with_several_payments_gives_a_line_for_each() -> None:
    parts = [("1000.00", "A1"), ("400.50", "A2")]
    details = "".join(
        camt_detail(replace(PAYMENT, text=f"part {name}"), f'<Amt Ccy="USD">{amount}</Amt>').replace(
            "<Refs>", f"<Refs><AcctSvcrRef>{name}</AcctSvcrRef>"
        )
        for amount, name in parts
    )
    lines = read(camt_file(camt_entry(PAYMENT, details))).lines
    assert [(line.amount.minor, line.bank_reference, line.text) for line in lines if isinstance(line, BankLine)] == [
        (100000, "A1", "part A1"),
        (40050, "A2", "part A2"),
    ]
    assert [line.position for line in lines] == [1, 2]


def test_payments_that_do_not_add_up_to_their_entry_are_refused_together() -> None:
    details = "".join(camt_detail(PAYMENT, '<Amt Ccy="USD">1000.00</Amt>') for _ in range(2))
    assert unread(camt_file(camt_entry(PAYMENT, details))) == "parts"


def test_all_text_of_a_payment_is_searched_structured_references_too() -> None:
    strd = f"<RmtInf><Strd><CdtrRefInf><Ref>{reference_for(NUMBER)}</Ref></CdtrRefInf></Strd></RmtInf>"
    detail = camt_detail(replace(PAYMENT, text="nothing")).replace("</TxDtls>", f"{strd}</TxDtls>")
    assert find_order_numbers(only(camt_file(camt_entry(PAYMENT, detail))).text) == (NUMBER,)


@pytest.mark.parametrize("status", ["<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", "<Sts><Cd>INFO</Cd></Sts>"])
def test_what_the_bank_only_expects_is_not_booked(status: str) -> None:
    assert not only(camt_file(camt_entry(PAYMENT, status=status))).booked


def test_an_unreadable_entry_shows_all_that_stands_in_it() -> None:
    (line,) = read(camt(Movement("2900.001", "for us", reference="B-9", payer="SOMEBODY"))).lines
    assert isinstance(line, UnreadableLine)
    for word in ("2900.001", "2026-11-25", "SOMEBODY", "B-9", "for us"):
        assert word in line.text


def test_an_unreadable_entry_spoils_no_other() -> None:
    lines = read(camt(PAYMENT, replace(PAYMENT, amount="?"), PAYMENT)).lines
    assert [type(line).__name__ for line in lines] == ["BankLine", "UnreadableLine", "BankLine"]


@pytest.mark.parametrize("day", ["2026-02-30", "25.11.2026", ""])
def test_a_date_that_is_none_makes_its_line_unreadable(day: str) -> None:
    content = camt(PAYMENT).replace(b"2026-11-25", day.encode())
    assert unread(content) == "date"


# MT940.


@pytest.mark.parametrize("amount", ["1400.50", "1.400,50", "1400", "1,4,0", ",", "", "14OO,50", "0,00"])
def test_an_mt940_amount_that_is_not_certain_makes_its_line_unreadable(amount: str) -> None:
    # mt940 alone reads 1400 out of `1400.50` and calls the rest a reference.
    lines = read(mt940(EUROPEAN, replace(EUROPEAN, amount=amount), EUROPEAN)).lines
    assert [type(line).__name__ for line in lines] == ["BankLine", "UnreadableLine", "BankLine"]
    assert isinstance(lines[1], UnreadableLine)
    assert lines[1].reason == "amount"
    assert TEXT in lines[1].text


def test_a_line_without_a_type_does_not_swallow_the_next() -> None:
    # mt940 alone writes the second line over the first.
    content = mt940(EUROPEAN, replace(EUROPEAN, amount="7,00")).replace(b"NTRFNONREF", b"")
    assert [line.amount.minor for line in read(content).lines if isinstance(line, BankLine)] == [140050, 700]


def test_a_reversed_credit_is_money_out_and_a_reversed_debit_money_in() -> None:
    content = mt940(EUROPEAN)
    assert only(content.replace(b"C1400,50", b"RC1400,50")).amount.minor == -140050
    assert only(content.replace(b"C1400,50", b"RD1400,50")).amount.minor == 140050


def test_a_statement_that_is_the_name_of_a_file_opens_none(tmp_path: Path) -> None:
    # mt940 alone opens a text that names a file.
    kept = tmp_path / "kept.sta"
    kept.write_bytes(mt940(EUROPEAN))
    assert reason(str(kept).encode()) == "no-known-format"


def test_several_statements_of_one_file_are_read_each_in_its_currency() -> None:
    content = mt940(EUROPEAN) + mt940(EUROPEAN, currency="EUR")
    amounts = [line.amount for line in read(content).lines if isinstance(line, BankLine)]
    assert amounts == [Money(140050, "USD"), Money(140050, "EUR")]


def test_without_a_currency_nothing_is_read() -> None:
    broken = mt940_file(DIALECTS["plain"](EUROPEAN)).replace("USD", "***").encode()
    assert unread(broken) == "currency"


def test_a_date_that_is_no_day_makes_its_line_unreadable() -> None:
    assert unread(mt940(EUROPEAN).replace(b":61:261125", b":61:261345")) == "date"


# CSV.


@pytest.mark.parametrize(
    ("written", "minor"),
    [
        ("1400,50", 140050),
        ("1.400,50", 140050),
        ("+1.400,50", 140050),
        ("1400", 140000),
        ("1 400,5", 140050),
        ("1\u00a0400,50", 140050),
        ("-1.400,50", -140050),
        ("1.400,50-", -140050),
        ("1.400", 140000),
    ],
)
def test_a_csv_amount_is_read_by_the_chosen_comma(written: str, minor: int) -> None:
    assert only(german_csv(replace(EUROPEAN, amount=written)), GERMAN_CSV).amount == Money(minor, "USD")


@pytest.mark.parametrize(
    "written",
    ["", "abc", "1,400.50", "1.40", "1,400", "14.00,50", "1,4,0", "--1", "+1-", "0,00", "1e3", "1400,505"],
)
def test_a_csv_amount_that_is_not_certain_makes_its_line_unreadable(written: str) -> None:
    assert unread(german_csv(replace(EUROPEAN, amount=written)), GERMAN_CSV) == "amount"


@pytest.mark.parametrize(
    ("money_in", "money_out", "minor"), [("1400.50", "", 140050), ("", "1400.50", -140050), ("", "-1400.50", -140050)]
)
def test_money_in_and_out_may_have_columns_of_their_own(money_in: str, money_out: str, minor: int) -> None:
    content = csv_of(
        ("Date", "Details", "Note", "In", "Out"),
        ("2026-11-25", TEXT, "more", money_in, money_out),
        delimiter=",",
        encoding="utf-8",
    )
    line = only(content, PLAIN_CSV)
    assert (line.amount.minor, line.text) == (minor, f"{TEXT}\nmore")


@pytest.mark.parametrize(("money_in", "money_out"), [("", ""), ("1.00", "1.00"), ("0.00", "0.00"), ("-1.00", "")])
def test_a_line_with_both_or_neither_is_unreadable(money_in: str, money_out: str) -> None:
    content = csv_of(
        ("Date", "Details", "Note", "In", "Out"),
        ("2026-11-25", TEXT, "", money_in, money_out),
        delimiter=",",
        encoding="utf-8",
    )
    assert unread(content, PLAIN_CSV) == "amount"


@pytest.mark.parametrize("day", ["2026-11-25", "31.02.2026", "25/11/2026", "25.11.26", ""])
def test_a_csv_date_in_another_form_makes_its_line_unreadable(day: str) -> None:
    content = german_csv(EUROPEAN).replace(b"25.11.2026", day.encode())
    assert unread(content, GERMAN_CSV) == "date"


def test_a_short_row_is_unreadable() -> None:
    assert unread(german_csv(EUROPEAN).rsplit(b";", 1)[0] + b"\r\n", GERMAN_CSV) == "columns"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (german_csv(EUROPEAN).replace(b'"Valuta"', b'"Value"'), "column-missing"),
        (german_csv(EUROPEAN).replace(b'"Name"', b'"Valuta"'), "column-missing"),
        (b'"Buchungstag";"Valuta', "malformed"),
        (b"", "no-lines"),
    ],
)
def test_a_csv_file_that_does_not_fit_its_mapping_is_refused(content: bytes, why: str) -> None:
    assert reason(content, GERMAN_CSV) == why


def test_a_file_in_another_encoding_is_refused() -> None:
    assert reason(german_csv(EUROPEAN), replace(GERMAN_CSV, encoding="utf-8")) == "encoding"


def test_rows_before_the_header_are_skipped_and_empty_ones_left_out() -> None:
    content = b'"Konto";"1"\r\n\r\n' + german_csv(EUROPEAN) + b";;\r\n"
    assert only(content, replace(GERMAN_CSV, skip_rows=1)).amount.minor == 140050


def test_a_preview_shows_columns_rows_and_how_they_are_read() -> None:
    seen = BankStatements().preview(german_csv(EUROPEAN, replace(EUROPEAN, amount="?")), GERMAN_CSV)
    assert seen.columns[:2] == ("Buchungstag", "Valuta")
    assert [type(line).__name__ for line in seen.lines] == ["BankLine", "UnreadableLine"]
    other = BankStatements().preview(german_csv(EUROPEAN), replace(GERMAN_CSV, payer="Nobody"))
    assert (other.missing, other.lines) == (("Nobody",), ())
