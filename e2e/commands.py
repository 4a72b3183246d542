"""The product's commands as staff run them, by children of one process that has imported the product already.

A command spends two seconds on its imports and hardly any on its work, and most specs begin with one.
"""

import multiprocessing
import os
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory

_FORKING = multiprocessing.get_context("forkserver")
_FORKING.set_forkserver_preload(["plandesk.cli"])


def run_command(args: Sequence[str], settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run `plandesk` with arguments and nothing but these settings for its environment, and wait until it ends."""
    with TemporaryDirectory() as folder:
        out, errors = Path(folder, "out"), Path(folder, "errors")
        command = _FORKING.Process(target=_run, args=(list(args), dict(settings), out, errors))
        command.start()
        command.join()
        done = subprocess.CompletedProcess(args, command.exitcode or 0, out.read_text(), errors.read_text())
        command.close()
    return done


def _run(args: list[str], settings: dict[str, str], out: Path, errors: Path) -> None:
    from plandesk.cli import main  # Here only: whoever starts commands need not import the product.

    os.environ.clear()
    os.environ.update(settings)
    with out.open("w") as stdout, errors.open("w") as stderr, redirect_stdout(stdout), redirect_stderr(stderr):
        main(args, prog_name="plandesk")
