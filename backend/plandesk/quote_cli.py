"""The commands of signed quotes: the keys they are signed with."""

import os
from typing import NoReturn

import click

from plandesk.adapters.signatures import Ed25519Signer, new_key, retired
from plandesk.app import StartRefused, open_document_signer, start_settings


def _fail(told: str) -> NoReturn:
    raise click.ClickException(told)


def _ring() -> Ed25519Signer:
    try:
        return open_document_signer(start_settings(os.environ))
    except StartRefused as refusal:
        _fail(str(refusal))


@click.group()
def quote() -> None:
    """Check signed quotes, and keep the keys that sign them."""


@quote.group()
def keys() -> None:
    """Make, list and retire the keys that sign quotes."""


@keys.command()
def new() -> None:
    """Print a new private key, to be put in front in PLANDESK_SIGNING_KEYS; needs no settings."""
    click.echo(new_key())


@keys.command("list")
def list_keys() -> None:
    """Print the ids and public halves of the keys, as everybody may see them, the newest first."""
    for name, public in _ring().public_keys().items():
        click.echo(f"{name}  {public}")


@keys.command("retire")
@click.option("--key", prompt=True, hide_input=True, help="The private key; without the option it is asked for.")
def retire(key: str) -> None:
    """Print the public half of a private key, to stand in its place once it signs no more."""
    try:
        click.echo(retired(key.strip()))
    except ValueError as fault:
        _fail(f"The key {fault}.")
