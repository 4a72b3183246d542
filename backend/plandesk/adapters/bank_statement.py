"""Reads a bank statement in whichever format it is: told by what it begins with, and CSV by a saved mapping."""

import re

from plandesk.adapters.bank_statement_camt import read_camt
from plandesk.adapters.bank_statement_csv import preview_csv, read_csv
from plandesk.adapters.bank_statement_mt940 import read_mt940
from plandesk.domain.bank_lines import Statement, StatementRefused, with_digests
from plandesk.services.books.statements import CsvMapping, CsvPreview

_XML = re.compile(rb"^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<")
_MT940 = re.compile(rb"^:20:", re.MULTILINE)


class BankStatements:
    """The formats finance may be given: CAMT.053, MT940 and CSV."""

    def read(self, content: bytes, mapping: CsvMapping | None) -> Statement:
        """Read a statement; with a mapping it is CSV, else XML or MT940 by its first characters.

        Raises:
            StatementRefused: it is none of them, or cannot be read to its end.
        """
        if mapping is not None:
            statement = read_csv(content, mapping)
        elif _XML.match(content):
            statement = read_camt(content)
        elif _MT940.search(content):
            statement = read_mt940(content)
        else:
            raise StatementRefused(reason="no-known-format")
        if not statement.lines:
            raise StatementRefused(reason="no-lines")
        return Statement(statement.format, statement.account, with_digests(statement.lines))

    def preview(self, content: bytes, mapping: CsvMapping) -> CsvPreview:
        """Show how the first rows of a CSV file are read by a mapping."""
        return preview_csv(content, mapping)
