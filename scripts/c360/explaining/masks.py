"""Identifiers that tell apart without telling: what is printed unless values are asked for."""

import re
from typing import Any

# Their value is a pair of record ids, which the explanation shows anyway.
PAIRS = ("decision", "probable_match")
# How people are reached. Other numbers within a record's id are what it is looked up by.
ADDRESS = re.compile(r"[^\s:/<>]+@[^\s:/<>]+")
PHONE_NUMBER = re.compile(r"\+[0-9]{7,15}")


def masked(identifier_type: str, value: str) -> str:
    """A value with its middle hidden: a***@example.com, +1***34, ***789."""
    if identifier_type in PAIRS:
        return value
    if identifier_type == "email" and "@" in value:
        local, _, domain = value.rpartition("@")
        return f"{local[:1]}***@{domain}"
    if len(value) < 6:
        return "***"
    return f"{value[:2]}***{value[-2:]}" if identifier_type == "phone" else f"***{value[-3:]}"


def without_contacts(told: Any) -> Any:
    """The same document with e-mail addresses and phone numbers masked wherever they stand, as in
    the ids of records that tools name by them.
    """
    if isinstance(told, dict):
        return {name: without_contacts(value) for name, value in told.items()}
    if isinstance(told, list):
        return [without_contacts(value) for value in told]
    if not isinstance(told, str):
        return told
    text = ADDRESS.sub(lambda found: masked("email", found[0]), told)
    return PHONE_NUMBER.sub(lambda found: masked("phone", found[0]), text)
