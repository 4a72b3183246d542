"""The commands about who may ask: the vendor's people and the tokens of programs."""

import click

from plandesk.config_readers import MAIL_ADDRESS
from plandesk.domain.customers import SCOPES, STAFF_ROLES, Scope, StaffRole
from plandesk.services.passkeys import list_every_passkey, remove_every_passkey
from plandesk.services.staff import add_staff, list_staff, remove_staff
from plandesk.services.tokens import create_token, list_tokens, revoke_token
from plandesk.staff_cli import STAFF, acting, reason_option, staff_ports
from plandesk.text.staff_en import STAFF_AND_CONTACT, STAFF_BY_CONFIGURATION


class MailAddress(click.ParamType[str]):
    """A mail address."""

    name = "address"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read an address."""
        if not MAIL_ADDRESS.fullmatch(value.strip()):
            self.fail(f"{value!r} is not a mail address", param, ctx)
        return value.strip()


@click.group("staff")
def people() -> None:
    """Say who of the vendor may sign in."""


@people.command("add")
@click.argument("address", type=MailAddress())
@click.option("--role", required=True, type=click.Choice(STAFF_ROLES))
@STAFF
@acting
def add(address: str, role: StaffRole, staff: str) -> None:
    """Let an address sign in as staff, or give it another role."""
    member = add_staff(address, role, staff, ports=staff_ports())
    click.echo(f"{member.email} signs in with the role {member.role}.")


@people.command("list")
@acting
def list_people() -> None:
    """List who may sign in as staff."""
    for each in (rows := list_staff(ports=staff_ports())):
        told = [STAFF_BY_CONFIGURATION] if each.configured else []
        told += [STAFF_AND_CONTACT] if each.contact else []
        click.echo(f"{each.role:<8} {each.email}" + (f"  ({'; '.join(told)})" if told else ""))
    if not rows:
        click.echo("Nobody may sign in as staff.")


@people.command("remove")
@click.argument("address", type=MailAddress())
@STAFF
@acting
def remove(address: str, staff: str) -> None:
    """Let an address sign in as staff no more; its sessions end."""
    remove_staff(address, staff, ports=staff_ports())
    click.echo(f"{address} is no longer staff.")


@click.group()
def passkeys() -> None:
    """See the passkeys of staff, and help whoever has lost theirs."""


@passkeys.command("list")
@acting
def list_keys() -> None:
    """List whose passkeys there are, and when each was last used."""
    for each in (rows := list_every_passkey(ports=staff_ports())):
        used = f"last used {each.used_at:%Y-%m-%d}" if each.used_at else "never used"
        click.echo(f"{each.staff}  {each.name}  made {each.created_at:%Y-%m-%d}, {used}")
    if not rows:
        click.echo("Nobody has a passkey.")


@passkeys.command("remove")
@click.argument("address", type=MailAddress())
@reason_option("the audit is told.")
@STAFF
@acting
def remove_keys(address: str, reason: str, staff: str) -> None:
    """Remove every passkey of somebody who has lost theirs; signing in begins with the mail again."""
    count = remove_every_passkey(address, staff, reason, ports=staff_ports())
    click.echo(f"{count} removed: {address} signs in by mail, and may register a new passkey then.")


@click.group()
def tokens() -> None:
    """Give programs access to the API, and take it away."""


@tokens.command("create")
@click.argument("name")
@click.option("--scope", "scopes", required=True, multiple=True, type=click.Choice(SCOPES), help="What it may do.")
@STAFF
@acting
def create(name: str, scopes: tuple[Scope, ...], staff: str) -> None:
    """Make a token and print it, this once; the program sends it as `Authorization: Bearer TOKEN`."""
    click.echo(create_token(name, scopes, staff, ports=staff_ports()))


@tokens.command("list")
@acting
def list_programs() -> None:
    """List the programs, their scopes, and when each was last here."""
    for each in (rows := list_tokens(ports=staff_ports())):
        used = f"last used {each.used_at:%Y-%m-%d}" if each.used_at else "never used"
        state = f"revoked {each.revoked_at:%Y-%m-%d}" if each.revoked_at else used
        click.echo(f"{each.name}  {', '.join(each.scopes)}  made {each.created_at:%Y-%m-%d}, {state}")
    if not rows:
        click.echo("No program has a token.")


@tokens.command("revoke")
@click.argument("name")
@STAFF
@acting
def revoke(name: str, staff: str) -> None:
    """Revoke a program's token, at once and for good."""
    revoke_token(name, staff, ports=staff_ports())
    click.echo(f"The token of {name} is revoked.")
