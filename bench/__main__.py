"""Runs every bench, or the named ones: `python -m bench [prices] [pages] [orders] [imports] [desk] [advice] …`."""

import sys

from bench import advice, desk, imports, orders, pages, prices, statements

BENCHES = {
    "prices": prices.run,
    "pages": pages.run,
    "orders": orders.run,
    "imports": imports.run,
    "desk": desk.run,
    "statements": statements.run,
    "advice": advice.run,
}


def main() -> None:
    """Print each bench's figures as they come."""
    for name in sys.argv[1:] or BENCHES:
        BENCHES[name]()
        print(flush=True)


main()
