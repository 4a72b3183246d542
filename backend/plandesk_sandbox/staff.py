"""`make staff`: a command of staff on the demo's data, with the demo's settings."""

import json
import os
import sys
from collections.abc import Mapping

from plandesk_sandbox.credentials import Credentials
from plandesk_sandbox.demo import PORTS, environment


def settings(inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the settings of the demo that was started last, or of one on the usual ports if none was."""
    ports = json.loads(PORTS.read_text()) if PORTS.exists() else {"port": 8000, "sandbox_port": 8001}
    base, sandbox = (f"http://127.0.0.1:{ports[name]}" for name in ("port", "sandbox_port"))
    return environment(base, f"{sandbox}/stripe", f"{sandbox}/paypal", Credentials(), inherited)


def main() -> None:
    """Become `plandesk`, with the settings of the demo."""
    os.execve(sys.executable, [sys.executable, "-m", "plandesk", *sys.argv[1:]], settings(os.environ))


if __name__ == "__main__":
    main()
