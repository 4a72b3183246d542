"""Mail over SMTP against a real server, plain, by STARTTLS and by TLS; and mail into files."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from plandesk.adapters.mail import FileMailer, SmtpMailer
from plandesk.domain.errors import MailUndeliverable
from plandesk.services.books.notices import Message
from plandesk.services.ports import Mailer
from tests.fakes import NOON, FakeClock, FakeIds

SENDER = "Plandesk <desk@plandesk.example>"
MESSAGE = Message(
    "ada@example.com", "Your order 1234567890", "Grüße,\n\n.\nfrom the desk – €\n", "sales@plandesk.example"
)


class Inbox:
    """Keeps every mail with its envelope; refuses recipients named nobody."""

    def __init__(self) -> None:
        self.mails: list[tuple[Envelope, EmailMessage]] = []
        self.encrypted: list[bool] = []

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if address.startswith("nobody"):
            return "550 no such mailbox: nobody@example.com"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        self.mails.append((envelope, message_from_bytes(envelope.content, policy=policy.default)))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for 127.0.0.1, signed by itself, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + built.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server_tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def trusting(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


@contextmanager
def listening(inbox: Inbox, **options: Any) -> Iterator[int]:
    # The controller connects to the port it was told to see that it is up, so it cannot be told 0.
    controller = Controller(inbox, hostname="127.0.0.1", port=_free_port(), **options)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


def mailer(url: str, tls: ssl.SSLContext | None = None, timeout: float = 5.0) -> SmtpMailer:
    return SmtpMailer(url, sender=SENDER, clock=FakeClock(), ids=FakeIds(), tls=tls, timeout=timeout)


def check(mail: EmailMessage) -> None:
    assert mail["From"] == SENDER
    assert mail["To"] == "ada@example.com"
    assert mail["Reply-To"] == "sales@plandesk.example"
    assert mail["Subject"] == "Your order 1234567890"
    assert mail["Date"].datetime == NOON
    assert mail["Message-ID"].endswith("@plandesk.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content().replace("\r\n", "\n") == MESSAGE.body


def test_a_mail_arrives_whole_at_a_plain_relay(inbox: Inbox) -> None:
    with listening(inbox) as port:
        mailer(f"smtp+plain://127.0.0.1:{port}").send(MESSAGE)
    [(envelope, mail)] = inbox.mails
    assert (envelope.mail_from, envelope.rcpt_tos) == ("desk@plandesk.example", ["ada@example.com"])
    check(mail)


def test_starttls_encrypts_before_the_mail_and_the_password(
    inbox: Inbox, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with listening(inbox, tls_context=server_tls, authenticator=_authenticate, auth_required=True) as port:
        mailer(f"smtp://desk:p%40ss@127.0.0.1:{port}", trusting).send(MESSAGE)
    assert inbox.encrypted == [True]
    check(inbox.mails[0][1])


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, login: LoginPassword
) -> AuthResult:
    return AuthResult(success=(login.login, login.password) == (b"desk", b"p@ss"), handled=False)


def test_a_wrong_password_is_told_by_its_code_alone(
    inbox: Inbox, server_tls: ssl.SSLContext, trusting: ssl.SSLContext
) -> None:
    with listening(inbox, tls_context=server_tls, authenticator=_authenticate, auth_required=True) as port:
        wrong = mailer(f"smtp://desk:wrong@127.0.0.1:{port}", trusting)
        with pytest.raises(MailUndeliverable) as failed:
            wrong.send(MESSAGE)
    assert failed.value.facts == {"reason": "SMTPAuthenticationError 535"}


def test_smtps_encrypts_from_the_start(inbox: Inbox, server_tls: ssl.SSLContext, trusting: ssl.SSLContext) -> None:
    with listening(inbox, ssl_context=server_tls) as port:
        mailer(f"smtps://127.0.0.1:{port}", trusting).send(MESSAGE)
    check(inbox.mails[0][1])


def test_a_server_without_encryption_gets_nothing_where_it_is_demanded(inbox: Inbox) -> None:
    with listening(inbox) as port, pytest.raises(MailUndeliverable):
        mailer(f"smtp://127.0.0.1:{port}").send(MESSAGE)
    assert inbox.mails == []


def test_a_server_nobody_vouches_for_gets_nothing(inbox: Inbox, server_tls: ssl.SSLContext) -> None:
    with listening(inbox, tls_context=server_tls) as port, pytest.raises(MailUndeliverable) as failed:
        mailer(f"smtp://127.0.0.1:{port}").send(MESSAGE)
    assert failed.value.facts == {"reason": "SSLCertVerificationError"}
    assert inbox.mails == []


def test_a_refused_recipient_is_undeliverable_and_the_servers_words_stay_out(inbox: Inbox) -> None:
    with listening(inbox) as port, pytest.raises(MailUndeliverable) as failed:
        mailer(f"smtp+plain://127.0.0.1:{port}").send(Message("nobody@example.com", "Hello", "Hello"))
    assert failed.value.facts == {"reason": "SMTPRecipientsRefused"}


def test_a_server_that_is_not_there_is_undeliverable() -> None:
    with pytest.raises(MailUndeliverable):
        mailer(f"smtp+plain://127.0.0.1:{_free_port()}").send(MESSAGE)


def test_a_server_that_says_nothing_is_given_up() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        with pytest.raises(MailUndeliverable) as failed:
            mailer(f"smtp+plain://127.0.0.1:{silent.getsockname()[1]}", timeout=0.1).send(MESSAGE)
    assert failed.value.facts == {"reason": "SMTPServerDisconnected"}


@pytest.mark.parametrize(
    "url", ["", "http://127.0.0.1", "smtp://", "127.0.0.1:25", "smtp+plain://desk:secret@127.0.0.1"]
)
def test_a_url_that_cannot_be_used_is_refused_at_once_without_being_shown(url: str) -> None:
    with pytest.raises(ValueError, match="mail") as refused:
        mailer(url)
    assert "secret" not in str(refused.value)


def test_an_impossible_port_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="Port"):
        mailer("smtp://127.0.0.1:99999")


def file_mailer(folder: Path) -> FileMailer:
    return FileMailer(folder, sender=SENDER, clock=FakeClock(), ids=FakeIds())


def test_mails_become_files_that_sort_by_time(tmp_path: Path) -> None:
    folder = tmp_path / "var" / "mail"
    clock = FakeClock()
    writing = FileMailer(folder, sender=SENDER, clock=clock, ids=FakeIds())
    writing.send(MESSAGE)
    clock.advance(microseconds=1)
    writing.send(Message("bob@example.com", "Second", "Second"))
    files = sorted(folder.iterdir())
    assert [file.suffix for file in files] == [".eml", ".eml"]
    mails = [message_from_bytes(file.read_bytes(), policy=policy.default) for file in files]
    check(mails[0])
    assert mails[1]["Subject"] == "Second"
    assert [file.stat().st_mode & 0o077 for file in (*files, files[0].parent)] == [0, 0, 0]


def test_a_folder_that_cannot_be_written_is_undeliverable(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands here")
    with pytest.raises(MailUndeliverable):
        file_mailer(tmp_path / "mail").send(MESSAGE)


def test_a_write_that_breaks_off_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(MailUndeliverable):
        file_mailer(tmp_path).send(MESSAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(params=["smtp", "file"])
def any_mailer(request: pytest.FixtureRequest, inbox: Inbox, tmp_path: Path) -> Iterator[Mailer]:
    if request.param == "file":
        yield file_mailer(tmp_path)
        return
    with listening(inbox) as port:
        yield mailer(f"smtp+plain://127.0.0.1:{port}")


def test_a_long_address_in_the_head_arrives_whole(any_mailer: Mailer, inbox: Inbox, tmp_path: Path) -> None:
    address = f"<https://plans.example/reminders/stop?key={'e-_9' * 100}>"
    any_mailer.send(replace(MESSAGE, body=address, headers=(("List-Unsubscribe", address),)))
    written = [each.read_bytes() for each in tmp_path.iterdir()]
    sent = [envelope.content for envelope, _ in inbox.mails if isinstance(envelope.content, bytes)]
    head, _, body = (written or sent)[0].replace(b"\r\n", b"\n").partition(b"\n\n")
    assert f"List-Unsubscribe: {address}".encode() in head.splitlines()
    assert max(map(len, body.splitlines())) <= 78


@pytest.mark.parametrize(
    "message",
    [
        Message("a@example.com", "Hello", "Hello", headers=(("List-Unsubscribe", "<https://a>\nBcc: b@example.com"),)),
        Message("", "Hello", "Hello"),
        Message("nowhere", "Hello", "Hello"),
        Message("a@example.com, b@example.com", "Hello", "Hello"),
        Message("a@example.com\r\nBcc: b@example.com", "Hello", "Hello"),
        Message("a@example.com", "Hello\r\nBcc: b@example.com", "Hello"),
        Message("a@example.com", "Hello", "Hello", "x@example.com\nBcc: b@example.com"),
        Message("a@example.com", "Hello", "Hello", "<"),
    ],
)
def test_a_header_takes_one_address_and_one_line(
    any_mailer: Mailer, inbox: Inbox, tmp_path: Path, message: Message
) -> None:
    with pytest.raises(MailUndeliverable):
        any_mailer.send(message)
    assert inbox.mails == []
    assert list(tmp_path.iterdir()) == []
