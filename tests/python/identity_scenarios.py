"""The people of the identity scenarios: what becomes of customers when their records change.

Every scenario is a group of people who share nothing with other groups; all groups go through the
same few builds. A scenario gives its records build by build; the last ones hold for the rest.
"""

COLUMNS = ["record_id", "first_name", "last_name", "email", "phone", "created_at"]
COLUMNS += [f"email_{number}" for number in range(2, 7)]
Record = dict[str, str]


def record(record_id: str, email: str = "", created: str = "2025-06-01", **columns: str) -> Record:
    """A row of contacts.csv."""
    return {"record_id": record_id, "email": email, "created_at": created, **columns}


def named(record_id: str, name: str, **columns: str) -> Record:
    """A row of contacts.csv with a given and a family name."""
    first_name, last_name = name.split()
    return record(record_id, first_name=first_name, last_name=last_name, **columns)


SCENARIOS: dict[str, list[list[Record]]] = {
    "new": [
        [],
        [record("new:1", "new@mail.ca")],
    ],
    "grow": [
        [record("grow:1", "grow@mail.ca")],
        [record("grow:1", "grow@mail.ca"), record("grow:2", "grow@mail.ca")],
    ],
    "two merge": [
        [
            record("merge:1", "one@merge.ca"),
            record("merge:2", "two@merge.ca"),
            record("merge:3", "two@merge.ca"),
        ],
        [
            record("merge:1", "one@merge.ca"),
            record("merge:2", "two@merge.ca"),
            record("merge:3", "two@merge.ca"),
            record("merge:4", "one@merge.ca", email_2="two@merge.ca"),
        ],
    ],
    "the older keeps": [
        [record("z-older:1", "one@older.ca")],
        [record("z-older:1", "one@older.ca"), record("a-older:2", "two@older.ca")],
        [
            record("z-older:1", "one@older.ca"),
            record("a-older:2", "two@older.ca", email_2="one@older.ca"),
        ],
    ],
    "five cascade": [
        [record(f"cascade:{number}", f"{number}@cascade.ca") for number in range(1, 6)],
        [
            *(record(f"cascade:{number}", f"{number}@cascade.ca") for number in range(1, 6)),
            record(
                "cascade:6",
                "1@cascade.ca",
                **{f"email_{number}": f"{number}@cascade.ca" for number in range(2, 6)},
            ),
        ],
    ],
    "split and merged again": [
        [
            record("split:1", "own@split.ca", email_2="office@split.ca"),
            record("split:2", "own@split.ca"),
            record("split:3", "office@split.ca"),
        ],
        [
            record("split:1", "own@split.ca", email_2="office@split.ca"),
            record("split:2", "own@split.ca"),
            record("split:3", "office@split.ca"),
        ],
        [
            record("split:1", "own@split.ca", email_2="office@split.ca"),
            record("split:2", "own@split.ca"),
            record("split:3", "office@split.ca", email_2="own@split.ca"),
        ],
    ],
    "three ways": [
        [
            record("ways:1", "office@ways.ca", email_2="one@ways.ca"),
            record("ways:2", "office@ways.ca", email_2="two@ways.ca"),
            record("ways:3", "office@ways.ca", email_2="three@ways.ca"),
            record("ways:8", "eight@ways.ca"),
            record("ways:9", "eight@ways.ca"),
        ],
        [
            record("ways:1", "office@ways.ca", email_2="one@ways.ca"),
            record("ways:2", "two@ways.ca", email_2="eight@ways.ca"),
            record("ways:3", "three@ways.ca"),
            record("ways:8", "eight@ways.ca"),
            record("ways:9", "eight@ways.ca"),
        ],
    ],
    "late record": [
        [record("late:2", "late@mail.ca", created="2025-06-01")],
        [
            record("late:2", "late@mail.ca", created="2025-06-01"),
            record("late:1", "late@mail.ca", created="2001-01-01"),
        ],
    ],
    "erased and back": [
        [
            record("erased:1", "pair@erased.ca"),
            record("erased:2", "pair@erased.ca"),
            record("erased:9", "alone@erased.ca"),
        ],
        [record("erased:1", "pair@erased.ca")],
        [
            record("erased:1", "pair@erased.ca"),
            record("erased:2", "pair@erased.ca"),
            record("erased:9", "alone@erased.ca"),
        ],
    ],
    "merged, then erased": [
        [
            record("gone:1", "one@gone.ca"),
            record("gone:2", "two@gone.ca"),
            record("gone:3", "two@gone.ca"),
        ],
        [
            record("gone:1", "two@gone.ca"),
            record("gone:2", "two@gone.ca"),
            record("gone:3", "two@gone.ca"),
        ],
        [record("gone:2", "two@gone.ca"), record("gone:3", "two@gone.ca")],
    ],
    "back as another": [
        [record(f"back:{number}", "all@back.ca") for number in (1, 2, 3)],
        [record("back:1", "all@back.ca")],
        [
            record("back:1", "all@back.ca"),
            record("back:2", "other@back.ca"),
            record("back:3", "other@back.ca"),
        ],
    ],
    "renamed source": [
        [record("oldcrm:1", "one@renamed.ca"), record("oldcrm:2", "two@renamed.ca")],
        [record("newcrm:1", "one@renamed.ca"), record("newcrm:2", "two@renamed.ca")],
        [record("newcrm:1", "one@renamed.ca"), record("newcrm:2", "one@renamed.ca")],
    ],
    "always": [
        [
            named("always:1", "Agathe Premier", email="one@always.ca"),
            named("always:2", "Bertrand Second", email="two@always.ca"),
        ],
    ],
    "never": [
        [record("never:1", "both@never.ca"), record("never:2", "both@never.ca")],
        [record("never:1", "both@never.ca"), record("never:2", "both@never.ca")],
        [record(f"never:{number}", "both@never.ca") for number in (1, 2, 3)],
    ],
    "limit": [
        [
            record("limit:1", **{f"email_{n}": f"{n}@limit.ca" for n in (2, 3, 4)}),
            record("limit:2", **{f"email_{n}": f"{n}@limit.ca" for n in (4, 5, 6)}),
            record("limit:3", "3@limit.ca"),
            record("limit:4", "7@limit.ca", email_2="6@limit.ca"),
        ],
    ],
    "household": [
        [
            named("home:1", "Marie Vaillancourt", phone="+1 514 555 0142"),
            named("home:2", "Luc Vaillancourt", phone="+1 514 555 0142"),
            record("home:3", phone="+1 514 555 0142"),
        ],
    ],
    "household of like names": [
        [
            named("like:1", "Denis Archambault", phone="+1 514 555 0143"),
            named("like:2", "Denise Archambault", phone="+1 514 555 0143"),
        ],
    ],
    "chain": [
        [
            named("chain:1", "Zoé Quesnel", email="a@chain.ca"),
            named("chain:2", "Zoé Quesnel", email="a@chain.ca", phone="+1 514 555 0144"),
            named("chain:3", "Zoé Quesnel", email="b@chain.ca", phone="+1 514 555 0144"),
            named("chain:4", "Zoé Quesnel", email="b@chain.ca"),
        ],
    ],
    # hash('PHONE:9323945215') = hash('PHONE:9823945212') on DuckDB.
    "colliding values": [
        [
            record("PHONE:9323945215"),
            record("PHONE:9823945212"),
            record("code:1"),
            record("code:2"),
            named("conflict:1", "Odile Trottier", phone="+1 514 555 0145"),
            named("conflict:2", "Gaston Lemire", phone="+1 514 555 0145"),
            record("conflict:3"),
            record("conflict:4"),
        ],
    ],
    "killed": [
        *([[record("killed:1", "killed@mail.ca")]] * 4),
        [
            record("killed:1", "killed@mail.ca"),
            record("killed:2", "killed@mail.ca"),
            record("killed:3", "other@killed.ca"),
        ],
    ],
}

IDENTIFIERS = [
    ("code:1", "crm_number", "PHONE:9323945215"),
    ("code:2", "crm_number", "PHONE:9823945212"),
    ("conflict:1", "loyalty_number", "PHONE:9323945215"),
    ("conflict:2", "loyalty_number", "PHONE:9823945212"),
    ("conflict:3", "loyalty_number", "PHONE:9323945215"),
    ("conflict:4", "loyalty_number", "PHONE:9823945212"),
]

# What a person changes in the seeds, by the build from which it holds.
SEEDS = {
    2: {
        "identity_blocklist": "email,exact,office@split.ca,shared office,",
        "renamed_sources": "oldcrm,newcrm",
        "identity_decisions": "always:1,always:2,always,Eva,2026-06-01,\n"
        "never:1,never:2,never,Eva,2026-06-01,",
    },
}
CHANGED_BY_SEEDS = {2: {"split and merged again", "renamed source", "always", "never"}}


def state(states: list[list[Record]], build: int) -> list[Record]:
    """The records of a scenario in a build."""
    return states[min(build, len(states)) - 1]
