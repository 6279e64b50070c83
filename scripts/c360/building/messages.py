"""dbt's and Spark's messages as one line."""

import re

from c360.building.spark_messages import spark_sentence
from c360.errors import C360Error, UsageError
from c360.settings import Settings
from c360.warehouse import cannot_open

# How dbt frames the messages of its exceptions: "Compilation Error in model x (models/x.sql)",
# the place in the macros, and the trail of callers.
FRAME = re.compile(
    r"^(\w+ Error( in .*)?|> in macro .*|> called by .*|compiled code at .*|> Error)$"
)
SETTING = re.compile(r"setting '.*", re.DOTALL)


def one_line(message: str) -> str:
    """The sentence inside a dbt message, without dbt's frame around it."""
    told = spark_sentence(message)
    if told:
        return told
    lines = [line.strip() for line in message.splitlines()]
    return " ".join(line for line in lines if line and not FRAME.match(line))


def configuration_error(settings: Settings, message: str) -> C360Error:
    """The error of a project that dbt could not even begin to build."""
    text = one_line(message)
    if "Could not set lock" in text or "not a valid DuckDB" in text:
        return cannot_open(settings, text)
    refused = SETTING.search(text)
    return UsageError(refused[0] if refused else f"dbt could not compile the project: {text}")
