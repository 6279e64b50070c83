"""The moment a run speaks for, as the exports tell it."""

import json
import re
from datetime import datetime

from c360.errors import UsageError
from c360.settings import Settings

ACCEPTED = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])( ([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?"
)


def exists(moment: str) -> bool:
    """Whether the calendar has that day: false for 2026-02-30."""
    try:
        datetime.fromisoformat(moment)
    except ValueError:
        return False
    return True


def checked(given: str, setting: str) -> str:
    """The text itself when it is a date or a UTC timestamp; UsageError naming the setting."""
    given = given.strip()
    if given and not (ACCEPTED.fullmatch(given) and exists(given)):
        raise UsageError(
            f"{setting} is '{given}'",
            "write a date or a UTC timestamp: 2026-06-30 or '2026-06-30 12:00:00'",
        )
    return given


def as_of_of(settings: Settings) -> str:
    """``--as-of``, else "as_of" in the exports' export.json, else ''."""
    if settings.as_of:
        return checked(settings.as_of, "--as-of")
    file = settings.raw / "export.json"
    if not file.is_file():
        return ""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        given = str(content.get("as_of") or "")
    except (ValueError, AttributeError):
        raise UsageError(
            f"{settings.shown(file)} is no JSON object",
            'write {"as_of": "2026-06-30"} or delete it and give --as-of',
        ) from None
    return checked(given, f'"as_of" in {settings.shown(file)}')
