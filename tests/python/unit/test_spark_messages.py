"""Spark's messages, hundreds of lines long, become one sentence."""

import pytest
from c360.building.messages import one_line

MISSING_TABLE = """Runtime Error in model stg_pos__receipt (models/staging/pos/stg_pos__receipt.sql)
  [TABLE_OR_VIEW_NOT_FOUND] The table or view `raw_pos`.`receipt` cannot be found. Verify it.
  If you did not qualify the name with a schema, verify the output. SQLSTATE: 42P01; line 24 pos 9;
  'CreateTable `spark_catalog`.`staging`.`stg_pos__receipt`, ErrorIfExists
  +- 'Project [*]
"""
SUBCLASS = """Runtime Error
  [DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES] Cannot resolve "(a + b)" due to data type mismatch: no
  SQLSTATE: 42K09; line 1 pos 7;"""
TASK = """Runtime Error in model a (models/a.sql)
  An error occurred while calling o62.sql.
  : org.apache.spark.SparkException: Job aborted due to stage failure: Task 1 in stage 5.0 failed \
4 times, most recent failure: Lost task 1.3 in stage 5.0 (TID 21) (127.0.0.1 executor 0): \
org.apache.spark.SparkArithmeticException: [DIVIDE_BY_ZERO] Division by zero. Use `try_divide`. no
  \tat org.apache.spark.Foo.bar(Foo.java:1)
  Driver stacktrace:
  Caused by: java.lang.Exception: no
"""
LOST = TASK.split("org.apache.spark.SparkArith")[0] + (
    "ExecutorLostFailure (executor 0 exited caused by one of the running tasks) Reason: worker lost"
)
DERBY = """Runtime Error
  [UNABLE_TO_CONNECT_METASTORE] no. SQLSTATE: 00000
  Caused by: ERROR XSDB6: Another instance of Derby may have already booted the database /x.
"""


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        (
            MISSING_TABLE,
            "[TABLE_OR_VIEW_NOT_FOUND] The table or view `raw_pos`.`receipt` cannot be found",
        ),
        (
            SUBCLASS,
            "[DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES] "
            'Cannot resolve "(a + b)" due to data type mismatch: no',
        ),
        (TASK, "a task of Spark failed: [DIVIDE_BY_ZERO] Division by zero"),
        (LOST, "an executor of Spark was lost and its work could not be done elsewhere"),
        (DERBY, "the Spark metastore is in use by another process"),
        (
            "py4j.protocol.Py4JNetworkError: Answer from Java side is empty",
            "the Spark process has ended, its messages are in target/logs/spark.log",
        ),
        ("java.lang.OutOfMemoryError: Java heap space\n\tat x", "Spark ran out of memory"),
        (
            "java.net.BindException: Cannot assign requested address",
            "Spark cannot listen on its port",
        ),
        (
            "An error occurred while calling o1.sql.\n: org.apache.spark.X: Outer\n\tat a.b\n"
            "Caused by: java.io.IOException: Inner reason\n\tat c.d",
            "Inner reason",
        ),
        (
            "Compilation Error in model x (models/x.sql)\n  setting 'as_of' is wrong: correct it\n",
            "setting 'as_of' is wrong: correct it",
        ),
    ],
)
def test_one_sentence_remains(message, sentence):
    assert one_line(message).startswith(sentence)
    assert "\n" not in one_line(message)
    assert "\tat" not in one_line(message)
