"""The commands of signed quotes: check one without a network, and keep the keys they are signed with."""

import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from plandesk.adapters.pdf_attachments import PdfAttachments
from plandesk.adapters.signatures import Ed25519Signer, PublicKeys, new_key, retired
from plandesk.app import StartRefused, load_catalogue, open_document_signer, start_settings
from plandesk.services.verification import KeysUnreadable, read_published_keys, verify_file
from plandesk.text import signatures_en as words


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


@quote.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--keys",
    "published",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The vendor's public keys, as /.well-known/plandesk-keys.json has them; without it, those of the settings.",
)
def verify(file: Path, published: Path | None) -> None:
    """Check a signed quote, FILE, which is its JSON or its PDF; nobody is asked over a network.

    Ends with status 1 where it is not to the byte what the vendor signed, and with 2 for a PDF whose attached file is
    right: its pages are not signed, and without the vendor's books nothing can be said of them.
    """
    vendor, verifier = _published(published) if published else (_vendor(), _ring())
    verdict = verify_file(file.read_bytes(), verifier=verifier, attachments=PdfAttachments(), vendor=vendor)
    if verdict.fault is not None:
        click.echo(words.FAULTS[verdict.fault])
        sys.exit(1)
    if verdict.quote is not None and verdict.key_id is not None:
        click.echo(words.signed(verdict.quote, verdict.key_id))
    if verdict.attached:
        click.echo(words.PAGES_NOT_SIGNED)
        sys.exit(2)


def _published(file: Path) -> tuple[str, PublicKeys]:
    try:
        published = read_published_keys(file.read_bytes())
        return published.vendor, PublicKeys.read(published.keys)
    except (KeysUnreadable, ValueError):
        _fail(words.KEYS_UNREADABLE)


def _vendor() -> str:
    try:
        return load_catalogue(start_settings(os.environ)).vendor
    except StartRefused as refusal:
        _fail(str(refusal))


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
