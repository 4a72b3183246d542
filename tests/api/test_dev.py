"""The demo's mails in the browser."""

from plandesk.adapters.mail import FileMailer
from plandesk.services.books.notices import Message
from tests.api.conftest import Desk


def send(desk: Desk, subject: str, body: str) -> str:
    folder = desk.folder / "mail"
    mailer = FileMailer(folder, sender="Desk <desk@plans.example>", clock=desk.world.clock, ids=desk.world.ids)
    mailer.send(Message("ann@acme.example", subject, body))
    return max(each.name for each in folder.glob("*.eml"))


def test_without_mails_the_page_says_so(desk: Desk) -> None:
    desk.alone()
    assert "None yet." in desk.client.get("/dev/mail").text


def test_mails_are_listed_and_read_with_their_links(desk: Desk) -> None:
    desk.alone()
    name = send(desk, "Your order", "Pay here: https://plans.example/orders/abc/\n")
    assert f'href="/dev/mail/{name}"' in desk.client.get("/dev/mail").text
    page = desk.client.get(f"/dev/mail/{name}").text
    assert '<a href="https://plans.example/orders/abc/">' in page
    assert "ann@acme.example" in page


def test_what_a_mail_says_is_never_markup(desk: Desk) -> None:
    desk.alone()
    name = send(desk, "<b>Hello</b>", "<script>alert(1)</script> https://a.example/\"onclick='x'")
    page = desk.client.get(f"/dev/mail/{name}").text + desk.client.get("/dev/mail").text
    assert "<script" not in page
    assert "<b>" not in page
    assert "onclick='" not in page


def test_only_mails_are_shown(desk: Desk) -> None:
    (desk.folder / "secret.eml").write_text("Subject: no\n\n")
    for name in ("..%2Fsecret.eml", "unknown.eml", ".hidden.eml", "secret.txt"):
        assert desk.client.get(f"/dev/mail/{name}").status_code == 404
