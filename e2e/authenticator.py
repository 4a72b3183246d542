"""Chromium's own authenticator, which makes and shows passkeys without a person (WebAuthn in the DevTools protocol)."""

from dataclasses import dataclass

from playwright.sync_api import CDPSession, Page

OPTIONS = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@dataclass(frozen=True, slots=True)
class Authenticator:
    """A key plugged into the browser of one page; it never asserts."""

    session: CDPSession
    id: str

    def passkeys(self) -> int:
        """Return how many passkeys it holds."""
        told = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return len(told["credentials"])

    def touched(self, yes: bool) -> None:
        """Say whether somebody touches it whenever it is asked."""
        self.session.send("WebAuthn.setAutomaticPresenceSimulation", {"authenticatorId": self.id, "enabled": yes})

    def lose(self) -> None:
        """Take it out for good."""
        self.session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self.id})


def plug_in(page: Page) -> Authenticator:
    """Plug a new, empty key into the browser of a page."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": OPTIONS})
    return Authenticator(session, added["authenticatorId"])
