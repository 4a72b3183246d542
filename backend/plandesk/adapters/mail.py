"""Delivery of mail: over SMTP, or into files where no server is configured."""

import os
import smtplib
import ssl
from contextlib import suppress
from email import policy
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from plandesk.domain.errors import MailUndeliverable
from plandesk.services.books.notices import Message
from plandesk.services.ports import Clock, IdSource

SCHEMES: Final = {"smtps": 465, "smtp": 587, "smtp+plain": 25}
"""smtps: encrypted from the start. smtp: encrypted by STARTTLS or refused. smtp+plain: for a relay on this machine."""

# The library breaks a word of over 78 characters into encoded ones, and no mail program reads an address in those.
_LONG_HEADERS: Final = policy.default.clone(max_line_length=998)


class SmtpMailer:
    """Fulfils `Mailer` over SMTP; the URL is `scheme://user:password@host:port`, its parts percent-encoded.

    With smtp a server that offers no encryption is refused; smtp+plain never carries a password.
    """

    def __init__(
        self,
        url: str,
        *,
        sender: str,
        clock: Clock,
        ids: IdSource,
        timeout: float = 10.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take the server's URL and the sender (`Name <address>`).

        Raises:
            ValueError: the URL has another scheme, no host, an impossible port, or credentials without encryption.
        """
        parts = urlsplit(url)
        if parts.scheme not in SCHEMES or not parts.hostname:
            raise ValueError(f"a mail server is given as one of {', '.join(SCHEMES)}://host:port")
        if parts.scheme == "smtp+plain" and parts.username:
            raise ValueError("a mail password is sent over an encrypted connection only")
        self._server = parts
        self._port = parts.port or SCHEMES[parts.scheme]
        self._sender = sender
        self._clock = clock
        self._ids = ids
        self._timeout = timeout
        self._tls = tls or ssl.create_default_context()

    def send(self, message: Message) -> None:
        """Deliver one mail.

        Raises:
            MailUndeliverable: the address is none, or the server could not be reached, trusted or persuaded.
        """
        mail = compose(message, self._sender, self._clock, self._ids)
        try:
            with self._connect(self._server) as server:
                server.send_message(mail)
        except smtplib.SMTPResponseException as error:
            # The server's sentence may quote the mail; its code says enough.
            raise MailUndeliverable(reason=f"{type(error).__name__} {error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            raise MailUndeliverable(reason=type(error).__name__) from error

    def _connect(self, parts: SplitResult) -> smtplib.SMTP:
        host, port = parts.hostname or "", self._port
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=self._timeout, context=self._tls)
        else:
            server = smtplib.SMTP(host, port, timeout=self._timeout)
        try:
            if parts.scheme == "smtp":
                server.starttls(context=self._tls)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server


class FileMailer:
    """Fulfils `Mailer` by one `.eml` file a mail, named by time so that they sort, each there whole or not at all."""

    def __init__(self, folder: Path, *, sender: str, clock: Clock, ids: IdSource) -> None:
        self._folder = folder
        self._sender = sender
        self._clock = clock
        self._ids = ids

    def send(self, message: Message) -> None:
        """Write one mail.

        Raises:
            MailUndeliverable: the address is none, or the file cannot be written.
        """
        mail = compose(message, self._sender, self._clock, self._ids)
        name = f"{self._clock.now():%Y%m%dT%H%M%S.%fZ}-{self._ids.new_id()}.eml"
        unfinished = self._folder / f".{name}.part"
        try:
            # Mails hold the addresses of orders, so other accounts of the machine have no business with them.
            self._folder.mkdir(0o700, parents=True, exist_ok=True)
            with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(mail.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self._folder / name)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink()
            raise MailUndeliverable(reason=type(error).__name__) from error


def compose(message: Message, sender: str, clock: Clock, ids: IdSource) -> EmailMessage:
    """Return a message as a mail that says it was sent by a machine (RFC 3834), so that no machine answers it.

    Raises:
        MailUndeliverable: a header holds a line break, or an address is none or more than one.
    """
    mail = EmailMessage()
    try:
        mail["From"] = sender
        # As one address: text with a comma in it would be read as two recipients.
        mail["To"] = Address(addr_spec=message.to)
        mail["Subject"] = message.subject
        if message.reply_to is not None:
            mail["Reply-To"] = Address(addr_spec=message.reply_to)
        for name, value in message.headers:
            mail[name] = value
    # IndexError and MessageError: what the standard library makes of some broken addresses.
    except (ValueError, IndexError, MessageError) as error:
        raise MailUndeliverable(reason="header") from error
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{ids.new_id()}@{parseaddr(sender)[1].rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.body, cte="quoted-printable")
    if message.headers:
        mail.policy = _LONG_HEADERS  # Only now: by it the lines of the body would be as long.
    return mail
