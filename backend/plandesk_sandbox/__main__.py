"""The command `python -m plandesk_sandbox`: one process, one port, until it is told to stop."""

import argparse
import signal
import sys
import threading

from plandesk_sandbox.server import running


def main() -> None:
    """Run the sandbox until SIGINT or SIGTERM."""
    parser = argparse.ArgumentParser(prog="plandesk-sandbox", description="Local Stripe and PayPal; no real money.")
    parser.add_argument("--port", type=int, default=8001, help="port on 127.0.0.1 (default 8001)")
    parser.add_argument("--webhook-stripe", metavar="URL", help="where Stripe's events are sent")
    parser.add_argument("--webhook-paypal", metavar="URL", help="where PayPal's events are sent")
    options = parser.parse_args()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: stop.set())
    with running(
        port=options.port, stripe_webhook=options.webhook_stripe, paypal_webhook=options.webhook_paypal
    ) as sandbox:
        sys.stdout.write(f"Sandbox: no real money. Look around at {sandbox.url}/_sandbox/\n")
        sys.stdout.write(f"Stripe at {sandbox.stripe_url}, PayPal at {sandbox.paypal_url}\n")
        sys.stdout.flush()
        stop.wait()


if __name__ == "__main__":
    main()
