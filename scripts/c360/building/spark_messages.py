"""What Spark says over hundreds of lines, as one sentence."""

import re

# [TABLE_OR_VIEW_NOT_FOUND] The table or view `a`.`b` cannot be found. Verify … SQLSTATE: 42P01; …
ERROR_CLASS = re.compile(
    r"\[[A-Z][A-Z0-9_]+(?:\.[A-Z0-9_]+)*\] [^\n]*?(?=\.\s|\.$|\s*SQLSTATE|\n|$)"
)
# The innermost reason of a task that failed, without the trace below it.
LOST_TASK = re.compile(r"most recent failure: Lost task[^\n]*?\(TID \d+\) \([^)]*\): ([^\n]+)")
CAUSE = re.compile(r"Caused by: (?:[\w.$]+: )?([^\n]+)")
MEMORY = "C360_SPARK_DRIVER_MEMORY or C360_SPARK_EXECUTOR_MEMORY"
# What is said instead of a message in which these words occur.
KNOWN = {
    r"XSDB6|Another instance of Derby": "the Spark metastore is in use by another process",
    r"BindException|Address already in use|Service '\w+' failed after": (
        "Spark cannot listen on its port: it is taken or the address is not this machine's "
        "(C360_SPARK_DRIVER_HOST, C360_SPARK_DRIVER_PORT)"
    ),
    r"OutOfMemoryError|Java heap space": f"Spark ran out of memory, raise {MEMORY}",
    r"No space left on device": "the disk of Spark's folder is full",
    r"ExecutorLostFailure|Lost executor|Executor heartbeat timed out|MetadataFetchFailed"
    r"|FetchFailed": "an executor of Spark was lost and its work could not be done elsewhere",
    r"All masters are unresponsive|Master removed our application": (
        "the Spark master does not answer or has stopped the application"
    ),
    r"Py4JNetworkError|Answer from Java side is empty|JAVA_GATEWAY_EXITED|Connection refused"
    r"|SparkContext was shut down|stopped SparkContext": (
        "the Spark process has ended, its messages are in target/logs/spark.log"
    ),
}


def spark_sentence(message: str) -> str:
    """The sentence that matters in a message of Spark; '' when it is none."""
    for words, sentence in KNOWN.items():
        if re.search(words, message):
            return sentence
    named = ERROR_CLASS.search(message)
    lost = LOST_TASK.search(message)
    if named and lost is None:
        return named[0].strip()
    if lost:
        inner = ERROR_CLASS.search(lost[1])
        return f"a task of Spark failed: {inner[0].strip() if inner else lost[1].strip()}"
    if "org.apache.spark" in message or "py4j" in message:
        causes = CAUSE.findall(message)
        return causes[-1].strip() if causes else first_line(message)
    return ""


def first_line(message: str) -> str:
    """The first line that is no frame of py4j."""
    lines = (line.strip().removeprefix(": ") for line in message.splitlines())
    return next((line for line in lines if line and "error occurred while calling" not in line), "")
