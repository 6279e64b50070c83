"""``python -m c360`` is the same as ``c360``."""

from c360.cli import main

main()
