"""The small regular expressions of numbering plans, as trees that can be counted and spelled out.

Numbering plans use digits, any digit, sets, groups, alternatives, ``?``, ``{m}``, ``{m,n}`` and a
final ``$``; nothing else. A tree is a nested tuple, so that trees can be compared and remembered:

    ("set", digits)  ("seq", nodes)  ("alt", nodes)
    ("rep", node, least, most)  ("group", number, node)  ("both", node, node)
"""

import re
from collections.abc import Iterator
from functools import cache

Node = tuple

DIGITS = "0123456789"
NOTHING: Node = ("alt", ())
EMPTY: Node = ("seq", ())
_REPEAT = re.compile(r"\{(\d+)(?:,(\d+))?\}|\?")
_SET = re.compile(r"\[([\d-]+)\]")


class _Reader:
    """Recursive descent over one pattern; groups are numbered as `re` numbers them."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0
        self.groups = 0

    def alternatives(self) -> Node:
        options = [self.sequence()]
        while self.pattern[self.at : self.at + 1] == "|":
            self.at += 1
            options.append(self.sequence())
        return options[0] if len(options) == 1 else ("alt", tuple(options))

    def sequence(self) -> Node:
        parts: list[Node] = []
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            if self.pattern[self.at] == "$":
                self.at += 1
            else:
                parts.append(self.repeated(self.atom()))
        return ("seq", tuple(parts))

    def repeated(self, atom: Node) -> Node:
        match = _REPEAT.match(self.pattern, self.at)
        if not match:
            return atom
        self.at = match.end()
        if match.group() == "?":
            return ("rep", atom, 0, 1)
        least = int(match.group(1))
        return ("rep", atom, least, int(match.group(2) or least))

    def atom(self) -> Node:
        text, at = self.pattern, self.at
        if text.startswith("(?:", at) or text[at] == "(":
            return self.group(captures=not text.startswith("(?:", at))
        if text.startswith("\\d", at):
            self.at += 2
            return ("set", DIGITS)
        if match := _SET.match(text, at):
            self.at = match.end()
            return ("set", _spelled_out(match.group(1)))
        if text[at].isdigit():
            self.at += 1
            return ("set", text[at])
        raise ValueError(f"cannot read the numbering pattern {text!r} at character {at}")

    def group(self, captures: bool) -> Node:
        self.at += 1 if captures else 3
        if captures:
            self.groups += 1
        number = self.groups
        inner = self.alternatives()
        self.at += 1
        return ("group", number, inner) if captures else inner


def _spelled_out(members: str) -> str:
    """The digits of ``[2-46]``: ``2346``."""
    spelled = re.sub(
        r"(\d)-(\d)",
        lambda bounds: DIGITS[int(bounds.group(1)) : int(bounds.group(2)) + 1],
        members,
    )
    return "".join(sorted(set(spelled)))


@cache
def read_pattern(pattern: str) -> Node:
    """The tree of a pattern; ValueError where it uses what numbering plans do not."""
    reader = _Reader(pattern)
    tree = reader.alternatives()
    if reader.at != len(pattern):
        raise ValueError(f"cannot read the numbering pattern {pattern!r} at {reader.at}")
    return tree


def in_sequence(first: Node, rest: tuple[Node, ...]) -> Node:
    """``first`` followed by ``rest``, flattened, so that equal languages tend to be equal trees."""
    if first == NOTHING:
        return NOTHING
    parts = (first[1] if first[0] == "seq" else (first,)) + rest
    return parts[0] if len(parts) == 1 else ("seq", parts)


def in_both(one: Node, other: Node) -> Node:
    """What both trees accept."""
    return NOTHING if NOTHING in (one, other) else ("both", one, other)


def _either(options: Iterator[Node]) -> Node:
    """One of the options, flattened, in one fixed order and without repeats."""
    flat: set[Node] = set()
    for option in options:
        flat.update(option[1] if option[0] == "alt" else (option,))
    return flat.pop() if len(flat) == 1 else ("alt", tuple(sorted(flat, key=repr)))


@cache
def accepts_empty(node: Node) -> bool:
    """Whether the empty text is in the language."""
    kind = node[0]
    if kind == "set":
        return False
    if kind == "seq":
        return all(accepts_empty(part) for part in node[1])
    if kind == "alt":
        return any(accepts_empty(option) for option in node[1])
    if kind == "rep":
        return node[2] == 0 or accepts_empty(node[1])
    if kind == "both":
        return accepts_empty(node[1]) and accepts_empty(node[2])
    return accepts_empty(node[2])


@cache
def after_digit(node: Node, digit: str) -> Node:
    """What may follow once ``digit`` has been read (the derivative of Brzozowski, 1964)."""
    kind = node[0]
    if kind == "set":
        return EMPTY if digit in node[1] else NOTHING
    if kind == "alt":
        return _either(after_digit(option, digit) for option in node[1])
    if kind == "rep":
        _, inner, least, most = node
        if most == 0:
            return NOTHING
        again = ("rep", inner, max(least - 1, 0), most - 1)
        return in_sequence(after_digit(inner, digit), (again,) if most > 1 else ())
    if kind == "group":
        return after_digit(node[2], digit)
    if kind == "both":
        return in_both(after_digit(node[1], digit), after_digit(node[2], digit))
    if not node[1]:
        return NOTHING
    first, rest = node[1][0], node[1][1:]
    started = in_sequence(after_digit(first, digit), rest)
    if not accepts_empty(first):
        return started
    return _either(iter((started, after_digit(("seq", rest), digit))))
