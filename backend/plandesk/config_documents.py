"""The settings of documents: who sells, and how documents are written."""

from pathlib import Path
from typing import Final

from babel import Locale, UnknownLocaleError

from plandesk import config_readers as readers
from plandesk.config_setting import Setting


def read_lines(value: str) -> tuple[str, ...]:
    """Read lines of an address that stand apart by semicolons."""
    return tuple(part for each in readers.read_text(value).split(";") if (part := each.strip()))


def read_locale(value: str) -> str:
    """Read how days and figures are written among English words, such as `en_GB`."""
    try:
        known = Locale.parse(value)
    except (ValueError, UnknownLocaleError) as fault:
        raise ValueError("must be a locale such as en_GB") from fault
    if known.language != "en":
        raise ValueError("must be an English locale, as the words of documents are")
    return str(known)


def read_folder(value: str) -> Path:
    """Read a folder that is there."""
    folder = Path(value)
    if not folder.is_dir():
        raise ValueError("must be a folder")
    return folder


DOCUMENT_SETTINGS: Final[tuple[Setting, ...]] = (
    Setting(
        "PLANDESK_SELLER_NAME",
        "seller_name",
        readers.read_text,
        None,
        None,
        "Who sells, as documents name it; without it, the vendor of the catalogue.",
    ),
    Setting(
        "PLANDESK_SELLER_ADDRESS",
        "seller_address",
        read_lines,
        "1 Example Street; 1000 Exampleton",
        "",
        "The seller's address on documents, its lines apart by semicolons.",
    ),
    Setting(
        "PLANDESK_SELLER_TAX_ID", "seller_tax_id", readers.read_text, None, None, "The seller's tax id on documents."
    ),
    Setting(
        "PLANDESK_SELLER_REGISTRATION",
        "seller_registration",
        readers.read_text,
        None,
        None,
        "What else the law wants on the seller's documents, such as the number in a register.",
    ),
    Setting(
        "PLANDESK_SELLER_LOCALE",
        "seller_locale",
        read_locale,
        "en_GB",
        "en_GB",
        "How days and amounts are written on documents: `en_GB`, `en_US` or another English locale.",
    ),
    Setting(
        "PLANDESK_FONTS",
        "fonts",
        read_folder,
        None,
        None,
        "A folder of fonts for documents in scripts that the built-in ones lack, such as Chinese.",
    ),
)
