"""What is said of a term of an answer that has begun: nobody can buy it any more as it was worked out."""

from datetime import date

from plandesk.text.formats import day


def begun(plan: str, began: date, last: date, anew: date) -> str:
    """Say why a term does not open: its first and last covered day, and the last one of a term bought today."""
    return (
        f"The term of {plan} began on {day(began)} and is partly over. "
        f"Bought today it would run until {day(anew)}, and not until {day(last)} as worked out here."
    )


def refused(plan: str, began: date, last: date, anew: date) -> str:
    """Say why no quote carries an answer whose term has begun, and what can be done."""
    return f"{begun(plan, began, last, anew)} Ask for the advice again from today."
