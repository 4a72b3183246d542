"""Judges rows against the books: what each would add or change, and what it contradicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeVar

from plandesk.domain.catalogue import Catalogue, Plan, Rules
from plandesk.domain.coverage import BookedTerm, Term
from plandesk.domain.customers import Contact, Customer, Installation, address_key, reference_key
from plandesk.domain.entered_terms import TermEndNotStated, TermEndsBeforeStart, TermsOverlap, entered_term, insist_free
from plandesk.domain.imports import Change, ImportRow, Remark, RowReport, Verdict
from plandesk.domain.legacy import legacy_answer
from plandesk.domain.money import Money
from plandesk.domain.period import day_after
from plandesk.services.books.imports import BatchChanges, Known
from plandesk.services.books.terms import TermEventRow
from plandesk.services.ports import IdSource

Thing = TypeVar("Thing", Customer, Contact, Installation)

_OF_A_CONTACT = ("contact_name", "contact_role")
_OF_A_TERM = ("term_start", "last_covered_day", "origin", "value")
_OF_AN_INSTALLATION = ("family", "product", "label", "purchased_on", "price", "plan", *_OF_A_TERM)


@dataclass(frozen=True, slots=True)
class ImportFrame:
    """What is the same for every row of one import; `readings` are those in force, by plan.

    `addresses_of_staff` are in the form in which addresses are looked up.
    """

    id: str
    staff: str
    at: datetime
    catalogue: Catalogue
    readings: Mapping[str, tuple[str, ...]]
    ids: IdSource
    addresses_of_staff: frozenset[str]


@dataclass(slots=True)
class Findings:
    """What is found about one row."""

    row: ImportRow
    errors: list[Remark]
    notes: list[Remark] = field(default_factory=list)
    adds: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    asks: bool = False

    def refuse(self, column: str, rule: str, **facts: str) -> None:
        """Note an error, unless the column has one: what follows from an error is not told too."""
        if not self.has_error(column):
            self.errors.append(Remark(column, rule, facts))

    def has_error(self, *columns: str) -> bool:
        """Tell whether one of the columns has an error."""
        return bool(self.errors) and any(each.column in columns for each in self.errors)

    def ask(self, column: str, rule: str, **facts: str) -> None:
        """Note what a person has to decide."""
        self.notes.append(Remark(column, rule, facts))
        self.asks = True

    def report(self) -> RowReport:
        """Return the verdict; an error outweighs everything else."""
        row, errors, notes = self.row, tuple(self.errors), tuple(self.notes)
        if errors:
            return RowReport(row.line, "error", errors, notes, (), (), row.customer, row.installation)
        verdict: Verdict = "ask_us" if self.asks else "add" if self.adds else "change" if self.changes else "nothing"
        adds, changes = tuple(self.adds), tuple(self.changes)
        return RowReport(row.line, verdict, (), notes, adds, changes, row.customer, row.installation)


class Draft:
    """One batch of rows over what is known; each row is judged by the rows before it too.

    An erroneous row still brings in what is plain of it, so that the rows after it are judged on their own merits:
    an import with an error is not written.
    """

    def __init__(self, known: Known, frame: ImportFrame) -> None:
        self.changes = BatchChanges()
        self._known = known
        self._frame = frame

    def judge(self, row: ImportRow) -> RowReport:
        """Return the verdict on a row and take it into the draft."""
        found = Findings(row, list(row.faults))
        customer = self._customer(row, found)
        if customer is not None:
            self._contact(row, customer, found)
            installation = self._installation(row, customer, found)
            if installation is not None:
                self._term(row, installation, found)
        return found.report()

    def _customer(self, row: ImportRow, found: Findings) -> Customer | None:
        if row.customer is None:
            return None
        stated = {
            "name": ("company", row.company),
            "country": ("country", row.country),
            "tax_id": ("tax_id", row.tax_id),
        }
        customer = self._known.customers.get(row.customer)
        if customer is None:
            if row.company is None:
                found.refuse("company", "needed-for-new")
                return None
            customer = Customer(
                self._new_id(), row.company, self._frame.at, row.customer, row.country, tax_id=row.tax_id
            )
            self.changes.added_customers[customer.id] = customer
            found.adds.append("customer")
        customer = self._merge(customer, stated, found, self.changes.added_customers, self.changes.changed_customers)
        self._known.customers[row.customer] = customer
        return customer

    def _contact(self, row: ImportRow, customer: Customer, found: Findings) -> None:
        if row.contact_email is None:
            if any(getattr(row, column) for column in _OF_A_CONTACT):
                found.refuse("contact_email", "needed-for-contact")
            return
        key = address_key(row.contact_email)
        contact = self._known.contacts.get(key)
        if contact is None and (customer.id, key) in self._known.removed:
            found.ask("contact_email", "contact-removed")
            return
        if contact is None and key in self._frame.addresses_of_staff:
            found.refuse("contact_email", "contact-is-staff")
            return
        if contact is None:
            contact = self._new_contact(row, customer, found)
        elif contact.customer_id != customer.id:
            found.refuse("contact_email", "contact-of-another")
            return
        if contact is None:
            return
        if contact.role == "owner" and row.contact_role not in (None, "owner"):
            found.refuse("contact_role", "owner-stays")
            return
        stated = {"name": ("contact_name", row.contact_name), "role": ("contact_role", row.contact_role)}
        contact = self._merge(contact, stated, found, self.changes.added_contacts, self.changes.changed_contacts)
        self._known.contacts[key] = contact

    def _new_contact(self, row: ImportRow, customer: Customer, found: Findings) -> Contact | None:
        if row.contact_role is None:
            found.refuse("contact_role", "needed-for-new-contact")
            return None
        email = row.contact_email or ""
        name, at = row.contact_name or email, self._frame.at
        contact = Contact(self._new_id(), customer.id, email, name, row.contact_role, at)
        self.changes.added_contacts[contact.id] = contact
        found.adds.append("contact")
        return contact

    def _installation(self, row: ImportRow, customer: Customer, found: Findings) -> Installation | None:
        if row.installation is None:
            if any(getattr(row, column) is not None for column in _OF_AN_INSTALLATION):
                found.refuse("installation", "needed-for-installation")
            return None
        key = (customer.id, reference_key(row.installation))
        family = row.family or (self._frame.catalogue.plan(row.plan).family if row.plan else None)
        installation = self._known.installations.get(key)
        if installation is None:
            if family is None:
                if not found.has_error("plan"):  # Which would have told the family.
                    found.refuse("family", "needed-for-new-installation")
                return None
            at = self._frame.at
            installation = Installation(self._new_id(), customer.id, family, row.installation, at)
            installation = replace(
                installation, label=row.label, product=row.product, purchased_on=row.purchased_on, price=row.price
            )
            self.changes.added_installations[installation.id] = installation
            found.adds.append("installation")
        elif family not in (None, installation.family):
            found.refuse("family" if row.family else "plan", "other-family", known=installation.family)
        _keep_what_is_known(installation, row, found)
        stated = {name: (name, getattr(row, name)) for name in ("label", "product", "purchased_on", "price")}
        added, changed = self.changes.added_installations, self.changes.changed_installations
        installation = self._merge(installation, stated, found, added, changed)
        self._known.installations[key] = installation
        return installation

    def _merge(
        self,
        thing: Thing,
        stated: Mapping[str, tuple[str, object]],
        found: Findings,
        added: dict[str, Thing],
        changed: dict[str, Thing],
    ) -> Thing:
        """Return the thing with what the row states of it; another row of the file must not have said otherwise."""
        said = self._known.said.setdefault(thing.id, {})
        fresh: dict[str, object] = {}
        for name, (column, value) in stated.items():
            if value is None or found.has_error(column):
                continue
            before = getattr(thing, name)
            if before != value:
                if column in said:
                    found.refuse(column, "contradicts-line", line=str(said[column]), known=told(before))
                    continue
                fresh[name] = value
                found.changes.append(Change(column, told(before), told(value)))
            if column not in said:
                said[column] = found.row.line
                self.changes.said[thing.id] = said
        if fresh:
            thing = replace(thing, **fresh)  # type: ignore[arg-type]  # The names are fields of the thing.
            (added if thing.id in added else changed)[thing.id] = thing
        return thing

    def _term(self, row: ImportRow, installation: Installation, found: Findings) -> None:
        booked = self._known.terms.setdefault(installation.id, [])
        plan = self._plan(row, installation, booked, found)
        if plan is None:
            return
        if plan.family != installation.family:
            found.refuse("plan", "other-family", known=installation.family)
            return
        start = row.term_start or row.purchased_on or installation.purchased_on
        if start is None:
            found.refuse("term_start", "needed-for-term")
            return
        same = [each for each in booked if each.term.period.start == start]
        if same:
            _insist_same(row, plan, same, found)
            return
        self._add_term(row, plan, start, installation, booked, found)

    def _plan(
        self, row: ImportRow, installation: Installation, booked: list[BookedTerm], found: Findings
    ) -> Plan | None:
        """Return the plan of the row's term, by its own word or by the rule for old servers; None without a term."""
        catalogue = self._frame.catalogue
        if row.plan is not None:
            return catalogue.plan(row.plan)
        policy = catalogue.policies.legacy
        old = catalogue.plan(policy.plan)
        plain = not found.has_error("plan", "family", "purchased_on", "price")
        told_of = row.purchased_on is not None or row.price is not None
        if told_of and installation.family == old.family and plain and not booked:
            answer = legacy_answer(policy, installation.purchased_on, installation.price)
            lines = ", ".join(map(str, answer.lines))
            if answer.verdict == "has_plan":
                found.notes.append(Remark("plan", "old-server", {"plan": old.id, "lines": lines}))
                return old
            if answer.verdict == "ask_us":
                found.ask("plan", _unsure(installation), plan=old.id, lines=lines)
                return None
        if any(getattr(row, column) is not None for column in _OF_A_TERM):
            found.refuse("plan", "needed-for-term")
        return None

    def _add_term(
        self,
        row: ImportRow,
        plan: Plan,
        start: date,
        installation: Installation,
        booked: list[BookedTerm],
        found: Findings,
    ) -> None:
        if found.has_error(*_OF_A_TERM, "plan", "purchased_on"):
            return
        term = _dated(row, plan, start, booked, self._frame.catalogue.rules, found)
        if term is None:
            return
        frame = self._frame
        entered = BookedTerm(
            id=self._new_id(),
            order_id=None,
            position=None,
            installation=installation.reference,
            term=term,
            money_on=start,
            catalogue_version=frame.catalogue.version,
            readings=frame.readings[plan.id],
            installation_id=installation.id,
            value=row.value,
            origin=row.origin or ("licence" if start == installation.purchased_on else "entered"),
        )
        booked.append(entered)
        self.changes.terms.append(entered)
        facts = {"import": frame.id, "line": str(row.line)}
        self.changes.events.append(TermEventRow(entered.id, frame.at, "imported", frame.staff, facts))
        found.adds.append("term")

    def _new_id(self) -> str:
        return self._frame.ids.new_id()


def told(value: object) -> str:
    """Write a value as a cell of the file does."""
    if isinstance(value, Money):
        return str(value.to_decimal())
    return "" if value is None else str(value)


def _unsure(installation: Installation) -> str:
    """Name what the rule for old servers lacks, or that it stands on its boundary."""
    if installation.price is None:
        return "old-server-price"
    return "old-server-day" if installation.purchased_on is None else "old-server-unsure"


def _keep_what_is_known(installation: Installation, row: ImportRow, found: Findings) -> None:
    """Refuse another purchase: cover may rest on it, so it is no change of a name."""
    for column in ("purchased_on", "price"):
        known, stated = getattr(installation, column), getattr(row, column)
        if known is not None and stated is not None and stated != known:
            found.refuse(column, "differs", known=told(known))


def _dated(
    row: ImportRow, plan: Plan, start: date, booked: list[BookedTerm], rules: Rules, found: Findings
) -> Term | None:
    """Return the dates of the row's term, or note why it has none."""
    end = day_after(row.last_covered_day) if row.last_covered_day else None
    try:
        term = entered_term(plan, start, end, booked, rules)
        insist_free(term.period, booked)
    except TermEndsBeforeStart:
        found.refuse("last_covered_day", "before-start", start=start.isoformat())
    except TermEndNotStated:
        found.refuse("last_covered_day", "no-support-period", plan=plan.id)
    except TermsOverlap as overlap:
        span = {"start": str(overlap.facts["start"]), "last_day": str(overlap.facts["last_covered_day"])}
        found.refuse("term_start" if row.term_start else "purchased_on", "overlaps", **span)
    else:
        return term
    return None


def _insist_same(row: ImportRow, plan: Plan, same: list[BookedTerm], found: Findings) -> None:
    """Refuse a row that says otherwise of a term in the books: those are corrected by hand (R17)."""
    booked = next((each for each in same if each.term.plan == plan.id), same[-1])
    known: dict[str, object] = {
        "plan": booked.term.plan,
        "last_covered_day": booked.term.period.last_day,
        "origin": booked.origin,
        "value": booked.value,
    }
    stated = {"plan": plan.id, **{name: getattr(row, name) for name in known if name != "plan"}}
    for column, value in stated.items():
        if value is not None and value != known[column]:
            found.refuse(column, "term-differs", known=told(known[column]))
