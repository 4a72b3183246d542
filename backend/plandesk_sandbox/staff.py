"""`make staff`: a command of staff against the running demo, with the demo's settings."""

import os
import sys

from plandesk_sandbox.credentials import Credentials
from plandesk_sandbox.demo import environment


def main() -> None:
    """Become `plandesk`, with the settings of a demo on the ports that PORT and SANDBOX_PORT name."""
    base = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
    sandbox = f"http://127.0.0.1:{os.environ.get('SANDBOX_PORT', '8001')}"
    settings = environment(base, f"{sandbox}/stripe", f"{sandbox}/paypal", Credentials(), os.environ)
    os.execve(sys.executable, [sys.executable, "-m", "plandesk", *sys.argv[1:]], settings)


if __name__ == "__main__":
    main()
