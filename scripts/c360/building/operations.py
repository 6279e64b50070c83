"""Runs one macro through dbt: the way to ask the engine something outside a build."""

import json
from typing import Any

from c360.building.messages import configuration_error
from c360.building.runner import common_arguments, run_dbt
from c360.settings import Settings

ANSWER = "c360 answer: "
ERRORS = ("RunningOperationCaughtError", "RunningOperationUncaughtError")


class Listener:
    """Hears what a macro answers (it logs one line of JSON) and how it failed."""

    def __init__(self) -> None:
        self.answer: Any = None
        self.error = ""

    def see(self, event: Any) -> None:
        """Take one dbt event into account."""
        if event.info.name in ERRORS:
            self.error = event.data.exc
        message = getattr(event.data, "msg", "")
        if message.startswith(ANSWER):
            self.answer = json.loads(message.removeprefix(ANSWER))


def operate(settings: Settings, macro: str, arguments: dict[str, Any]) -> Any:
    """Run a macro; its answer, None when it gives none. Raises C360Error when it fails.

    No artifacts are written: those of the last build tell what the marts were built from.
    """
    listener = Listener()
    given = [
        *common_arguments(settings, "run-operation", "--no-write-json"),
        *(macro, "--args", json.dumps(arguments)),
    ]
    result = run_dbt(settings, given, listener.see)
    if result.exception is not None or not result.success:
        raise configuration_error(settings, listener.error or str(result.exception)) from None
    return listener.answer
