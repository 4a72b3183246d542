"""`make run`: the product and its payment sandbox side by side, with nothing but loopback."""

import argparse
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final, NoReturn

from plandesk_sandbox.credentials import Credentials
from plandesk_sandbox.demo_companies import STAFF, TOUR
from plandesk_sandbox.demo_desk import STATEMENT
from plandesk_sandbox.server import running

PORTS: Final = Path("var/demo.json")
"""Where the demo started last writes its ports, for `make staff`."""

CLOCK: Final = Path("var/clock")
"""Holds by how many seconds the demo's clock is moved; product, worker, staff and sandbox look there."""

PATIENCE: Final = 45.0
"""Seconds in which the product ends when it is told to: half a request alone is waited for thirty."""

# A made-up account: the bank code does not exist, the check digits are right.
BANK = {
    "BANK_BENEFICIARY": "Mizutech (demo account)",
    "BANK_NAME": "Demo Bank",
    "BANK_IBAN": "GB33BUKB20201555555555",
    "BANK_BIC": "BUKBGB22",
}


def environment(
    base_url: str, stripe_url: str, paypal_url: str, keys: Credentials, inherited: Mapping[str, str]
) -> dict[str, str]:
    """Return the settings of a demo that pays at the given sandbox; what is already set stays."""
    demo = {
        "PLANDESK_ENV": "demo",
        "PLANDESK_POLL_AFTER": "15",
        "PLANDESK_CLOCK_FILE": str(CLOCK),
        "PLANDESK_BASE_URL": base_url,
        "PLANDESK_STAFF": ",".join(f"{role}:{address}" for role, address in STAFF.items()),
        "STRIPE_SECRET_KEY": keys.stripe_secret_key,
        "STRIPE_WEBHOOK_SECRETS": keys.stripe_webhook_secret,
        "STRIPE_BASE_URL": stripe_url,
        "PAYPAL_CLIENT_ID": keys.paypal_client_id,
        "PAYPAL_CLIENT_SECRET": keys.paypal_client_secret,
        "PAYPAL_WEBHOOK_ID": keys.paypal_webhook_id,
        "PAYPAL_BASE_URL": paypal_url,
        **BANK,
    }
    return {**demo, **inherited}


def main() -> None:
    """Run the demo until it is told to stop."""
    parser = argparse.ArgumentParser(
        prog="plandesk-demo", description="Plandesk with a payment sandbox; no real money."
    )
    parser.add_argument("--port", type=int, default=8000, help="port of the product (default 8000)")
    parser.add_argument("--sandbox-port", type=int, default=8001, help="port of the sandbox (default 8001)")
    options = parser.parse_args()
    base = f"http://127.0.0.1:{options.port}"
    hooks = f"{base}/api/v1/webhooks"
    stop = _told_to_stop()
    with running(
        port=options.sandbox_port,
        stripe_webhook=f"{hooks}/stripe",
        paypal_webhook=f"{hooks}/paypal",
        clock_file=Path(os.environ.get("PLANDESK_CLOCK_FILE") or CLOCK),
    ) as sandbox:
        settings = environment(base, sandbox.stripe_url, sandbox.paypal_url, sandbox.credentials, os.environ)
        PORTS.parent.mkdir(exist_ok=True)
        PORTS.write_text(json.dumps({"port": options.port, "sandbox_port": options.sandbox_port}))
        # What it could not do it has told; the product runs without its made-up customers too. Whoever stops the demo
        # meanwhile waits until they are complete: the next start would take a half of them for all.
        subprocess.run(_part("plandesk_sandbox.demo_data"), env=settings, check=False, start_new_session=True)
        if not stop.is_set():
            _tell(base, sandbox.url)
            run_product(_part("plandesk", "serve", "--port", str(options.port)), settings, stop)


def _told_to_stop() -> threading.Event:
    """Return what is set once the demo is told to stop: by Ctrl-C, by SIGTERM, or by closing its terminal."""
    stop = threading.Event()
    numbers = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:  # It was started by `nohup`, to outlive its terminal.
        numbers.remove(signal.SIGHUP)
    for number in numbers:
        signal.signal(number, lambda _number, _frame: stop.set())
    return stop


def _part(*command: str) -> list[str]:
    return [sys.executable, "-m", *command]


def run_product(
    command: list[str], settings: Mapping[str, str], stop: threading.Event, patience: float = PATIENCE
) -> NoReturn:
    """Run the product until the demo is told to stop, or as long as it runs, and leave as it left then.

    It has a session of its own: Ctrl-C reaches the demo alone, which ends the product in good order. What does not end
    in `patience` is killed, with all that it started.
    """
    product = subprocess.Popen(command, env=settings, start_new_session=True)
    try:
        while product.poll() is None and not stop.wait(0.5):
            pass
    finally:
        product.terminate()
        try:
            status = product.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(product.pid, signal.SIGKILL)
            status = product.wait()
    sys.exit(0 if stop.is_set() else status)


def _tell(base: str, sandbox: str) -> None:
    people = "".join(f"    {address:<28} {shows}\n" for address, shows in TOUR)
    sys.stdout.write(
        f"\nPlandesk, the demo. No real money moves.\n\n"
        f"  {base}/              compare, configure and pay; nobody has to sign in\n"
        f"  {base}/sign-in/      what customers have, and how they go on\n"
        f"  {base}/dev/mail      the mails it sends, those with the code to sign in too\n"
        f"  {base}/dev/clock     its clock: walk through a year, or back to the real time\n"
        f"  {base}/api/docs/     the API\n"
        f"  {sandbox}/_sandbox/     the payment sandbox: what it holds, and switches for faults\n\n"
        f"  Sign in as\n{people}"
        f"    {', '.join(STAFF.values())}: staff, at {base}/desk/\n"
        f"    (a bank statement for finance to import there: {STATEMENT})\n\n"
        f"  For staff, in another terminal: make staff ARGS='orders list'\n"
        f"  Stop with Ctrl-C. To begin anew: make clean, then make run.\n\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
