"""What every browser spec stands on: a running product, a quiet console, an installed Chromium."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from e2e.product import ROOT, Product, serving
from e2e.shop import Shop

# Only a spec that fails waits so long; a busy machine needs more than Playwright's five seconds.
expect.set_options(timeout=20_000)

# Chromium prepares two pages of suggestions under the address bar of every window, which cost each spec more than its
# own page does. Its last list of features counts, so what Playwright switches off stands here again.
SWITCHED_OFF = (
    "WebUIOmniboxPopup,WebUIOmniboxAimPopup,"
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,"
    "HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
    "BlockOriginHeaderModificationOnRedirect,AvoidCorsURLLoaderRestartOnRedirect,Translate,AutoDeElevate,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled"
)

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


@pytest.fixture(scope="session")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Serve one product for all specs."""
    with serving(tmp_path_factory.mktemp("product")) as running_product:
        yield running_product


@pytest.fixture(scope="session")
def base_url(product: Product) -> str:
    """Return the product's address; Playwright resolves paths against it."""
    return product.url


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the installed Chromium, without sandbox, background traffic or an address bar's suggestions."""
    program = os.environ.get("PLANDESK_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    flags = (
        "--no-sandbox --disable-gpu --disable-quic --no-first-run "
        f"--disable-background-networking --disable-component-update --disable-sync --disable-features={SWITCHED_OFF}"
    )
    return {**browser_type_launch_args, "executable_path": program, "args": flags.split()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Speak English and keep still."""
    return {**browser_context_args, "locale": "en-GB", "reduced_motion": "reduce"}


@dataclass(slots=True)
class Faults:
    """What a page complained of; a spec that provokes an error answer names the status it expects."""

    told: list[str]
    expected: list[str]

    def expect(self, part: str) -> None:
        """Allow console errors that contain `part`."""
        self.expected.append(part)

    def unexpected(self) -> list[str]:
        """List the complaints no spec asked for."""
        return [each for each in self.told if not any(part in each for part in self.expected)]


@pytest.fixture
def faults() -> Faults:
    """Collect console errors, page errors and CSP violations."""
    return Faults([], [])


@pytest.fixture(autouse=True)
def no_faults(context: BrowserContext, faults: Faults, base_url: str) -> Iterator[None]:
    """Fail any spec whose pages left a console error, a page error or a CSP violation."""
    listen(context, faults, base_url)
    yield
    assert not faults.unexpected()


def listen(context: BrowserContext, faults: Faults, base_url: str) -> None:
    """Collect what the pages of a context at an address complain of."""

    def hear(page: Page) -> None:
        def told(message: ConsoleMessage) -> None:
            if message.type in ("error", "warning") and page.url.startswith(base_url):
                faults.told.append(f"{page.url}: {message.text}")

        page.on("console", told)
        page.on("pageerror", lambda error: faults.told.append(f"{page.url}: {error}"))

    context.on("page", hear)


@pytest.fixture(scope="session")
def travelling_product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Serve a second product, whose clock specs may move; take `travelling`, which gives the time back."""
    with serving(tmp_path_factory.mktemp("travelling")) as running_product:
        yield running_product


@pytest.fixture
def travelling(travelling_product: Product) -> Iterator[Product]:
    """Return the product whose clock may be moved, at the real time; other specs do not see it move."""
    yield travelling_product
    travelling_product.sandbox.clear_faults()
    travelling_product.back_to_the_real_time()


@pytest.fixture
def travelling_page(
    browser: Browser, browser_context_args: dict[str, Any], travelling: Product, faults: Faults
) -> Iterator[Page]:
    """Return a page whose paths are those of the product that travels; its faults count as every page's."""
    with browser.new_context(**browser_context_args | {"base_url": travelling.url}) as context:
        listen(context, faults, travelling.url)
        yield context.new_page()


@pytest.fixture(autouse=True)
def calm_sandbox(product: Product) -> Iterator[None]:
    """Leave no fault switched on for the next spec."""
    yield
    product.sandbox.clear_faults()


@pytest.fixture(scope="session")
def axe_source() -> str:
    """Return axe-core, which specs evaluate in the page."""
    return AXE.read_text()


@pytest.fixture
def shop(product: Product) -> Shop:
    """Return a buyer who seeds orders over the API."""
    return Shop(product)
