"""The tokens of programs: made once, shown once, revoked for good."""

from collections.abc import Sequence
from dataclasses import replace

from plandesk.domain.access import ProgramNameTaken, ProgramNotFound, Token
from plandesk.domain.customers import Scope
from plandesk.domain.errors import DuplicateKey
from plandesk.services.access import TOKEN_PREFIX, digest
from plandesk.services.books.audit import AuditRow
from plandesk.services.ports import Ports


def create_token(name: str, scopes: Sequence[Scope], by: str, *, ports: Ports) -> str:
    """Make a token for a program and return it; the books keep only its digest.

    Raises:
        ProgramNameTaken: a program had the name before, revoked or not.
    """
    secret, now = TOKEN_PREFIX + ports.ids.secret(), ports.clock.now()
    token = Token(ports.ids.new_id(), name, digest(secret), tuple(dict.fromkeys(scopes)), now)
    with ports.uow() as unit:
        try:
            unit.access.add_token(token)
        except DuplicateKey as taken:
            raise ProgramNameTaken(name=name) from taken
        scoped = {"scopes": " ".join(token.scopes)}
        unit.audit.add(AuditRow(now, f"staff:{by}", "create-token", f"program:{name}", {}, scoped))
        unit.commit()
    return secret


def list_tokens(*, ports: Ports) -> Sequence[Token]:
    """List the tokens, oldest first, also those that were revoked."""
    with ports.uow(read_only=True) as unit:
        return unit.access.tokens()


def revoke_token(name: str, by: str, *, ports: Ports) -> None:
    """Revoke a program's token, at once and for good; doing it again changes nothing.

    Raises:
        ProgramNotFound: there is none of the name.
    """
    now = ports.clock.now()
    with ports.uow() as unit:
        token = unit.access.token_by_name(name)
        if token is None:
            raise ProgramNotFound(name=name)
        if token.revoked_at is None:
            unit.access.save_token(replace(token, revoked_at=now))
            unit.audit.add(AuditRow(now, f"staff:{by}", "revoke-token", f"program:{name}", {}, {}))
            unit.commit()
