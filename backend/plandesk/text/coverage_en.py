"""The words of cover: the names of its lanes."""

from collections.abc import Mapping

from plandesk.domain.coverage import Lane

LANE_NAMES: Mapping[Lane, str] = {
    "support": "Support",
    "maintenance_upgrades": "Maintenance upgrades",
    "critical_updates": "Critical updates",
}
