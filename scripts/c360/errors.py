"""The two ways in which a run can end badly, and how they are said.

Every message is one line that names the file, table, column or setting and the remedy.
"""

FINE = 0
DATA_FELL_SHORT = 1
WRONG_USE = 2


class C360Error(Exception):
    """A foreseeable failure: printed without a traceback, ends the process with ``exit_code``."""

    exit_code = DATA_FELL_SHORT

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message if not remedy else f"{message}: {remedy}")


class DataError(C360Error):
    """The data fell short (a broken file, a failed test, a failed audit): exit code 1."""


class UsageError(C360Error):
    """Wrong use or configuration (an unknown source, a contradictory setting): exit code 2."""

    exit_code = WRONG_USE
