"""Statement files as banks write them, made from plain movements: CAMT.053 in its versions, MT940 dialects, CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from plandesk.services.books.statements import CsvMapping

ACCOUNT = "DE02120300000000202051"
PAYER = "Acme Ltd"
PAYER_IBAN = "AT611904300234573201"
CAMT_VERSIONS = ("02", "03", "04", "06", "08", "10", "12")


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a statement; the amount as its bank writes it, without a sign, below zero where `out`."""

    amount: str
    text: str
    value_date: date = date(2026, 11, 25)
    reference: str = "BANKREF0001"
    currency: str = "USD"
    out: bool = False
    payer: str = PAYER


def camt(*movements: Movement, version: str = "08", prefix: str = "", account: str = ACCOUNT, head: str = "") -> bytes:
    """Return a CAMT.053 file; with `prefix` its names carry the namespace's prefix."""
    entries = "".join(map(camt_entry, movements))
    return camt_file(entries, version=version, prefix=prefix, account=account, head=head)


def camt_file(entries: str, version: str = "08", prefix: str = "", account: str = ACCOUNT, head: str = "") -> bytes:
    """Return a CAMT.053 file around entries."""
    body = (
        f"<BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-26T06:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id>"
        f"<Acct><Id><IBAN>{account}</IBAN></Id></Acct>{entries}</Stmt></BkToCstmrStmt>"
    )
    if prefix:
        body = body.replace("</", "\0").replace("<", f"<{prefix}:").replace("\0", f"</{prefix}:")
    name, space = (f"{prefix}:Document", f"xmlns:{prefix}") if prefix else ("Document", "xmlns")
    address = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return f'<?xml version="1.0" encoding="UTF-8"?>{head}<{name} {space}="{address}">{body}</{name}>'.encode()


def camt_entry(movement: Movement, details: str | None = None, status: str = "<Sts><Cd>BOOK</Cd></Sts>") -> str:
    """Return one entry; `details` stand in place of the one payment it holds."""
    side = "DBIT" if movement.out else "CRDT"
    day = movement.value_date.isoformat()
    return (
        f'<Ntry><Amt Ccy="{movement.currency}">{movement.amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status}'
        f"<BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>"
        f"<AcctSvcrRef>{movement.reference}</AcctSvcrRef><NtryDtls>{details or camt_detail(movement)}</NtryDtls></Ntry>"
    )


def camt_detail(movement: Movement, inner: str = "") -> str:
    """Return one payment of an entry; `inner` stands before its parties."""
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{inner}"
        f"<RltdPties><Dbtr><Pty><Nm>{escape(movement.payer)}</Nm></Pty></Dbtr>"
        f"<DbtrAcct><Id><IBAN>{PAYER_IBAN}</IBAN></Id></DbtrAcct></RltdPties>"
        f"<RmtInf><Ustrd>{escape(movement.text)}</Ustrd></RmtInf></TxDtls>"
    )


def mt940(*movements: Movement, dialect: str = "plain", currency: str = "USD") -> bytes:
    """Return an MT940 file in one of the `DIALECTS`."""
    lines = "".join(DIALECTS[dialect](each) for each in movements)
    return mt940_file(lines, currency).encode()


def mt940_file(lines: str, currency: str = "USD", closing: str = "0,00") -> str:
    """Return an MT940 file around its lines."""
    return (
        f":20:STARTUMS\r\n:25:{ACCOUNT}\r\n:28C:00001/001\r\n:60F:C261124{currency}0,00\r\n{lines}"
        f":62F:C261126{currency}{closing}\r\n-\r\n"
    )


def _day(movement: Movement) -> str:
    return f"{movement.value_date:%y%m%d}{movement.value_date:%m%d}"


def _side(movement: Movement) -> str:
    return "D" if movement.out else "C"


def _plain(movement: Movement) -> str:
    """Follow the standard: free text of at most 65 characters a line."""
    text = "\r\n".join(movement.text[start : start + 65] for start in range(0, len(movement.text), 65))
    head = f":61:{_day(movement)}{_side(movement)}{movement.amount}NTRFNONREF//{movement.reference}\r\n"
    return f"{head}:86:{text}\r\n"


def _german(movement: Movement) -> str:
    """Write fields of 27 characters, the payer's bank and account among them, as German banks do."""
    pieces = [movement.text[start : start + 27] for start in range(0, len(movement.text), 27)]
    fields = "".join(f"?{20 + place}{piece}" for place, piece in enumerate(pieces))
    details = f"166?00GUTSCHRIFT?109251{fields}?30BYLADEM1001?31{PAYER_IBAN}?32{movement.payer}"
    lines = "\r\n".join(details[start : start + 65] for start in range(0, len(details), 65))
    head = f":61:{_day(movement)}{_side(movement)}{movement.amount}N166NONREF//{movement.reference}\r\n"
    return f"{head}:86:{lines}\r\n"


def _sepa(movement: Movement) -> str:
    """Write the German fields with the SEPA keywords in them."""
    return _german(
        Movement(
            **{
                **{name: getattr(movement, name) for name in Movement.__slots__},
                "text": f"EREF+E2E-4711 SVWZ+{movement.text}",
            }
        )
    )


def _abn_amro(movement: Movement) -> str:
    """Write /TRTP/…/REMI/ in lines of 65, as ABN AMRO does."""
    details = (
        f"/TRTP/SEPA OVERBOEKING/IBAN/{PAYER_IBAN}/BIC/INGBNL2A/NAME/{movement.payer}/REMI/{movement.text}/EREF/E2E-1"
    )
    lines = "\r\n".join(details[start : start + 65] for start in range(0, len(details), 65))
    head = f":61:{_day(movement)}{_side(movement)}{movement.amount}N196NONREF//{movement.reference}\r\n"
    return f"{head}:86:{lines}\r\n"


def _asn(movement: Movement) -> str:
    """Put the payer's account in the place of the customer's reference, as ASN Bank does."""
    head = f":61:{_day(movement)}{_side(movement)}{movement.amount}NOVB{PAYER_IBAN}//{movement.reference[:16]}\r\n"
    return f"{head}{movement.payer[:34]}\r\n:86:{movement.text}\r\n"


def _gls(movement: Movement) -> str:
    """Write a reference longer than the standard's, as GLS and others on Atruvia's systems do."""
    own = "BIPI-dvT1FzfMqvzF5HaU4oetlH7SGRkonU"
    return (
        f":61:{_day(movement)}{_side(movement)}{movement.amount}NTRF{own}//{movement.reference}\r\n"
        f":86:166?00GUTSCHRIFT?20{movement.text[:27]}?21{movement.text[27:54]}?31{PAYER_IBAN}?32{movement.payer}\r\n"
    )


def _ing(movement: Movement) -> str:
    """Write /CNTP/ and /REMI/USTD//, as ING does, with its own code after the amount."""
    details = f"/EREF/E2E-1//CNTP/{PAYER_IBAN}/INGBNL2A/{movement.payer}///REMI/USTD//{movement.text}/"
    lines = "\r\n".join(details[start : start + 65] for start in range(0, len(details), 65))
    head = f":61:{_day(movement)}{_side(movement)}{movement.amount}NTRFEREF//{movement.reference}\r\n/TRCD/00100/\r\n"
    return f"{head}:86:{lines}\r\n"


def _mashreq(movement: Movement) -> str:
    """Write no entry date and its text in several fields, as Mashreq does."""
    half = len(movement.text) // 2
    return (
        f":61:{movement.value_date:%y%m%d}{_side(movement)}D{movement.amount}FMSC{'P2026112500001':<16}//"
        f"{movement.reference}\r\n:86:{movement.text[:half]}\r\n{movement.text[half:]}\r\n"
    )


def _rabobank(movement: Movement) -> str:
    """Write the payer's account on a line behind the references."""
    head = f":61:{_day(movement)}{_side(movement)}{movement.amount}N541EREF//{movement.reference}\r\n{PAYER_IBAN}\r\n"
    return f"{head}:86:/EREF/E2E-1/ORDP//NAME/{movement.payer}/REMI/{movement.text}\r\n"


DIALECTS: Mapping[str, Callable[[Movement], str]] = {
    "plain": _plain,
    "german": _german,
    "sepa": _sepa,
    "abn amro": _abn_amro,
    "asn": _asn,
    "gls": _gls,
    "ing": _ing,
    "mashreq": _mashreq,
    "rabobank": _rabobank,
}

GERMAN_CSV = CsvMapping(
    encoding="cp1252",
    delimiter=";",
    decimal=",",
    date_format="DD.MM.YYYY",
    booked_on="Buchungstag",
    value_date="Valuta",
    amount="Betrag",
    text=("Verwendungszweck",),
    currency="USD",
    currency_column="Währung",
    payer="Name",
    payer_account="IBAN",
    bank_reference="Referenz",
)
PLAIN_CSV = CsvMapping(
    encoding="utf-8",
    delimiter=",",
    decimal=".",
    date_format="YYYY-MM-DD",
    value_date="Date",
    amount="In",
    debit="Out",
    text=("Details", "Note"),
    currency="USD",
)


def german_csv(*movements: Movement) -> bytes:
    """Return a CSV for `GERMAN_CSV`."""
    rows = [
        (
            f"{each.value_date:%d.%m.%Y}",
            f"{each.value_date:%d.%m.%Y}",
            each.payer,
            PAYER_IBAN,
            each.text,
            f"-{each.amount}" if each.out else each.amount,
            each.currency,
            each.reference,
        )
        for each in movements
    ]
    return csv_of(("Buchungstag", "Valuta", "Name", "IBAN", "Verwendungszweck", "Betrag", "Währung", "Referenz"), *rows)


def csv_of(*rows: Sequence[str], delimiter: str = ";", encoding: str = "cp1252") -> bytes:
    """Return rows as CSV, every cell in quotes."""
    lines = (delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)
