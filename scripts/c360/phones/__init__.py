"""Numbering plans as tables: what SQL needs to know of the `phonenumbers` library's metadata."""
