"""The settings of passkeys: whether staff must have one, and where that cannot be asked."""

from collections.abc import Mapping
from typing import Final

from plandesk.adapters.passkeys import passkey_domain
from plandesk.config_setting import Setting
from plandesk.domain.passkeys import PasskeyRule


def read_passkey_rule(value: str) -> PasskeyRule:
    """Read whether staff must have a passkey."""
    if value == "optional":
        return "optional"
    if value == "required":
        return "required"
    raise ValueError("must be optional or required")


PASSKEY_SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "PLANDESK_STAFF_PASSKEY",
        "staff_passkey",
        read_passkey_rule,
        "optional",
        "optional",
        "`required` lets staff do nothing before they have shown a passkey; `optional` asks only those who have one.",
    ),
)
"""Every setting of this section."""


def passkey_faults(values: Mapping[str, object]) -> list[str]:
    """List what would lock all staff out: passkeys that are required where browsers make none."""
    base, rule = values.get("base_url"), values.get("staff_passkey")
    if rule != "required" or base is None or passkey_domain(str(base)) is not None:
        return []
    return [
        "PLANDESK_STAFF_PASSKEY cannot be required at this PLANDESK_BASE_URL: passkeys need https and a domain name, "
        "or localhost."
    ]
