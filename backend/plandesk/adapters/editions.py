"""Earlier versions of the catalogue, read back from the database."""

from sqlalchemy import Engine

from plandesk.adapters import plans_file
from plandesk.adapters.db.catalogues import SqlCatalogues
from plandesk.adapters.db.engine import READ_ONLY
from plandesk.domain.catalogue import Catalogue
from plandesk.domain.errors import UnknownEdition


class StoredEditions:
    """Returns any stored version of the catalogue; each is read once, since a version never changes.

    It reads on a connection of its own, so that it may be asked within a unit of work.
    """

    def __init__(self, engine: Engine, current: Catalogue) -> None:
        self._engine = engine
        self._known = {current.version: current}

    def __call__(self, version: str) -> Catalogue:
        """Return a version of the catalogue.

        Raises:
            UnknownEdition: the version was never stored here.
        """
        if version not in self._known:
            self._known[version] = plans_file.parse(self._content(version).encode())
        return self._known[version]

    def _content(self, version: str) -> str:
        with self._engine.connect() as connection:
            reading = connection.execution_options(**READ_ONLY[self._engine.dialect.name])
            content = SqlCatalogues(reading).content(version)
        if content is None:
            raise UnknownEdition(version=version)
        return content
