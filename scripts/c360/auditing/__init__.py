"""The audit's machinery: runs the suites, says what failed, keeps the result."""
