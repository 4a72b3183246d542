"""What a list of the desk is to the database, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select

from plandesk.adapters.db.lookup import Subject
from plandesk.services.books.desk import Row as ListRow
from plandesk.services.books.desk import Wanted

Condition = ColumnElement[bool]
When = Callable[[Wanted], Condition]
"""A condition that may depend on the day and moment of the question."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order of rows; each has an index that brings them in it. The row's `seq` decides between equals."""

    columns: tuple[Column[Any], ...] = ()
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A list's rows. Where they can be looked for, `id` names a `subject` in the table of keys, or an `also`."""

    query: Select[Any]
    seq: Column[Any]
    sorts: Mapping[str, Sort]
    read: Callable[[Row[Any]], ListRow]
    id: ColumnElement[Any] | None = None
    subject: Subject | None = None
    also: Subject | None = None
    states: Mapping[str, When] = field(default_factory=dict)
    holds: When | None = None
