"""What the audit expects of the marts: one module per area, each a suite of Great Expectations.

Every module has ``subjects(marts)``; ``suites.py`` lists them. Great Expectations takes seconds to
import, so nothing here is imported before an audit starts.
"""
