"""Brings customers, installations and terms in from a file: judged row by row, written whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from plandesk.domain.customers import address_key, reference_key
from plandesk.domain.errors import DuplicateKey
from plandesk.domain.imports import BooksChanged, ImportFileChanged, ImportRow, RowReader, RowReport, Verdict
from plandesk.services.books.audit import AuditRow
from plandesk.services.books.imports import BatchKeys
from plandesk.services.fulfilment import readings_of_term
from plandesk.services.import_draft import Draft, ImportFrame
from plandesk.services.import_files import ImportFile
from plandesk.services.ports import Ports, UnitOfWork

BATCH = 500
"""Rows that are looked up and written together; the process holds so many at a time and no more."""


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is imported, by whom. With `write` it is written if no row is in error.

    `approved` is the digest of the file that was checked; another file is then refused.
    """

    lines: Iterable[bytes]
    name: str
    staff: str
    write: bool = False
    approved: str | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How an import went: rows by verdict, the file's digest, whether anything is to be written, and whether it was."""

    counts: Counter[Verdict]
    digest: str
    plans_anything: bool
    written: bool

    @property
    def rows(self) -> int:
        """Count all rows."""
        return sum(self.counts.values())


def import_customers(request: ImportRequest, tell: Callable[[RowReport], None], *, ports: Ports) -> ImportResult:
    """Judge every row, tell each verdict as it is made, and write all rows or none.

    A dry run goes the very same way and is rolled back at the end, so that what it promises is what is written: each
    row is judged over the books with all rows before it in them. On SQLite it takes the one writer's turn meanwhile.

    Raises:
        ImportFileRefused: the file cannot be read to its end.
        ImportFileChanged: the file is not the approved one.
        BooksChanged: another writer was in the way; nothing was written, and it may be tried again.
    """
    file = ImportFile(request.lines)
    reader = RowReader(file.header, ports.catalogue)
    counts: Counter[Verdict] = Counter()
    anything = False
    with ports.uow() as unit:
        unit.imports.begin()
        frame = _frame(request.staff, unit, ports)
        for batch in _batches(reader.read(line, cells) for line, cells in file.rows()):
            for report in _take_in(batch, frame, unit, write=request.write):
                counts[report.verdict] += 1
                anything = anything or bool(report.adds or report.changes)
                tell(report)
        unit.imports.end()
        if request.approved not in (None, file.digest):
            raise ImportFileChanged
        written = request.write and anything and not counts["error"]
        if written:
            unit.audit.add(_audit_row(request, frame, file.digest, counts))
            unit.commit()
    return ImportResult(counts, file.digest, anything, written)


def _frame(staff: str, unit: UnitOfWork, ports: Ports) -> ImportFrame:
    added = {address_key(each.email) for each in unit.access.staff_members()}
    return ImportFrame(
        id=ports.ids.new_id(),
        staff=staff,
        at=ports.clock.now(),
        catalogue=ports.catalogue,
        readings={plan.id: readings_of_term(plan, ports.catalogue) for plan in ports.catalogue.plans},
        ids=ports.ids,
        addresses_of_staff=frozenset(added | set(ports.staff)),
    )


def _take_in(batch: list[ImportRow], frame: ImportFrame, unit: UnitOfWork, *, write: bool) -> list[RowReport]:
    draft = Draft(unit.imports.known(_keys(batch), lock=write), frame)
    reports = [draft.judge(row) for row in batch]
    if not write:
        draft.changes.events.clear()  # No row is judged by history, and a dry run leaves none.
    try:
        unit.imports.write(draft.changes)
    except DuplicateKey as clash:
        raise BooksChanged(what=clash.facts["what"]) from clash
    return reports


def _keys(batch: Iterable[ImportRow]) -> BatchKeys:
    customers, addresses, references = set(), set(), set()
    for row in batch:
        if row.customer:
            customers.add(row.customer)
        if row.contact_email:
            addresses.add(address_key(row.contact_email))
        if row.installation:
            references.add(reference_key(row.installation))
    return BatchKeys(customers, addresses, references)


def _batches(rows: Iterator[ImportRow]) -> Iterator[list[ImportRow]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _audit_row(request: ImportRequest, frame: ImportFrame, digest: str, counts: Counter[Verdict]) -> AuditRow:
    after = {"file": request.name, "sha256": digest}
    after |= {str(verdict): str(count) for verdict, count in counts.items()}
    return AuditRow(frame.at, frame.staff, "customers_imported", f"import:{frame.id}", {}, after)
