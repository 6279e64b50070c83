"""Nothing is published that has not passed an audit of exactly these marts."""

import json
from typing import Any

from c360.errors import DataError
from c360.settings import Settings

REMEDY = "run 'c360 audit', then publish again"


def read_audit(settings: Settings) -> dict[str, Any] | None:
    """The result that the last ``c360 audit`` left; None when there is none or it is broken."""
    try:
        return json.loads((settings.audit_folder / "result.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def check_audit(audit: dict[str, Any] | None, marts_fingerprint: str) -> None:
    """Raise DataError unless the audit passed and speaks for the marts with this fingerprint."""
    if not audit or "passed" not in audit:
        raise DataError("the marts were not audited, nothing was published", REMEDY)
    if audit.get("marts_fingerprint") != marts_fingerprint:
        raise DataError("the marts were changed after their audit, nothing was published", REMEDY)
    if not audit["passed"]:
        failed = audit.get("failed_critical", [])
        first = f" (first: {failed[0]})" if failed else ""
        raise DataError(
            f"nothing was published, {len(failed)} critical expectations failed{first}",
            "see the audit's result, mend the data or the rule, build and audit again",
        )
