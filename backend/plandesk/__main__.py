"""`python -m plandesk` is the command `plandesk`."""

from plandesk.cli import main

main()
