"""Properties of the two steps that run in rounds: the SQL of their macros on random records."""

from functools import cache
from itertools import groupby
from types import SimpleNamespace

import duckdb
import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scratch import REPOSITORY

FEATURES = "record_id, given_name, given_name_root, family_name, birth_date, "
FEATURES += "birth_year, birth_month, birth_day"
LIMITS = {"account": 1, "email": 2, "phone": 2}
APART = {"account": 0.125, "email": 0.5, "phone": 0.5}
TIERS = {"account": 1, "email": 2, "phone": 3}
LINKS = "record_id, identifier_type, identifier_value, limit_scope, component, tier"
WEIGHED = "link_value, given_name_level, family_name_level, birth_date_level, "
WEIGHED += "email_level, phone_level, spare_weight, sure_weight"
MOST_ROUNDS = 60
MACROS = REPOSITORY / "macros" / "identity"
PATTERNS = REPOSITORY / "macros" / "adapters" / "matches_pattern.sql"


@cache
def macros_on(engine) -> jinja2.environment.TemplateModule:
    """The macros of identity, refs being plain names of tables of this connection."""

    def make_round_table(what: str, query: str) -> str:
        engine.execute(f"create or replace temp table part_{what} as {query}")
        return f"part_{what}"

    def drop_relation(relation: str) -> None:
        engine.execute(f"drop table if exists {relation}")

    environment = jinja2.Environment(extensions=["jinja2.ext.do"])
    environment.globals["ref"] = lambda name: name
    environment.globals["make_round_table"] = make_round_table
    environment.globals["round_table"] = "part_{}".format
    environment.globals["adapter"] = SimpleNamespace(drop_relation=drop_relation)
    environment.globals["return"] = lambda text: text
    patterns = environment.from_string(PATTERNS.read_text()).module
    environment.globals["matches_pattern"] = patterns.duckdb__matches_pattern
    text = "\n".join(path.read_text() for path in sorted(MACROS.glob("*.sql")))
    return environment.from_string(text).module


@pytest.fixture(scope="module")
def engine():
    with duckdb.connect() as connection:
        connection.execute("set threads = 1")
        yield connection


def table(engine, name: str, columns: str, rows: list[tuple]) -> None:
    """A table of these rows, in this order."""
    names = [column.strip() for column in columns.split(",")]
    numbers = {"tier", "limit_per_customer", "issued_in_run", "shared_records", "stayed_records"}
    numbers |= {"birth_year", "birth_month", "birth_day"}
    fractions = {"apart_probability", "spare_weight", "sure_weight"}
    kinds = [
        f"{column} "
        + ("integer" if column in numbers else "double" if column in fractions else "varchar")
        for column in names
    ]
    engine.execute(f"create or replace temp table {name} ({', '.join(kinds)})")
    if rows:
        engine.executemany(f"insert into {name} values ({', '.join('?' * len(names))})", rows)


def settle(engine, step: str, start: str, result: str) -> list[tuple]:
    """Rounds of a step until nothing changes; the rows of the last state."""
    engine.execute(f"create or replace temp table state as {start}")
    for number in range(1, MOST_ROUNDS + 1):
        query = getattr(macros_on(engine), step)("state", number)
        engine.execute(f"create or replace temp table after as {query}")
        engine.execute("create or replace temp table state as from after")
        if not engine.execute("select 1 from state where has_changed limit 1").fetchone():
            return engine.execute(f"select {result} from state order by all").fetchall()
    raise AssertionError(f"{step} does not settle")


# Which id each record had, whether it stayed, and the cluster that it is in now.
PLACES = st.lists(
    st.tuples(st.integers(0, 5), st.booleans(), st.integers(0, 5)), min_size=1, max_size=14
)


def overlaps_of(places: list[tuple[int, bool, int]]) -> list[tuple]:
    """What int_identity__id_overlaps holds of records in these places."""
    rows = sorted(
        (f"cluster_{cluster}", f"id_{old}", old // 2, f"r{number:02}", stayed)
        for number, (old, stayed, cluster) in enumerate(places)
    )
    overlaps = []
    for (cluster, old, issued), group in groupby(rows, key=lambda row: row[:3]):
        records = list(group)
        stayed = sum(row[4] for row in records)
        overlaps.append((cluster, old, issued, len(records), stayed, records[0][3]))
    return overlaps


def match(engine, overlaps: list[tuple]) -> list[tuple]:
    columns = "cluster_id, customer_id, issued_in_run, shared_records, stayed_records, "
    table(engine, "int_identity__id_overlaps", columns + "first_shared_record_id", overlaps)
    start = "select cluster_id, customer_id, true as has_changed "
    start += "from int_identity__id_overlaps where false"
    return settle(engine, "match_ids", start, "cluster_id, customer_id")


@settings(max_examples=25, deadline=None)
@given(places=PLACES, order=st.randoms(use_true_random=False))
def test_each_cluster_and_each_id_is_matched_once_in_whatever_order(engine, places, order):
    overlaps = overlaps_of(places)
    kept = match(engine, overlaps)
    order.shuffle(overlaps)
    assert match(engine, overlaps) == kept
    clusters, ids = [row[0] for row in kept], [row[1] for row in kept]
    assert len(set(clusters)) == len(clusters)
    assert len(set(ids)) == len(ids)
    # No cluster goes without an id that is left over.
    assert all(row[0] in clusters or row[1] in ids for row in overlaps)


@settings(max_examples=25, deadline=None)
@given(places=PLACES, size=st.integers(1, 3), returning=st.integers(0, 9))
def test_a_customer_that_nothing_touches_keeps_its_id(engine, places, size, returning):
    """Its records stay together; others that once had its id come back elsewhere, however many."""
    untouched = [(99, True, 99)] * size
    back = [(99, False, 0)] * returning
    assert ("cluster_99", "id_99") in match(engine, overlaps_of([*places, *untouched, *back]))


NAMES = st.sampled_from(
    [(None, None), ("marie", "roy"), ("luc", "roy"), ("mari", "roy"), ("ann", "kent")]
)
PEOPLE = st.lists(
    st.tuples(
        NAMES,
        st.sets(
            st.tuples(st.sampled_from(sorted(LIMITS)), st.integers(0, 3)), min_size=1, max_size=3
        ),
    ),
    min_size=2,
    max_size=8,
)


def rows_of(people: list, component: str) -> tuple[list[tuple], list[tuple]]:
    """Links and features of these people, all of one component."""
    links, features = [], []
    for number, ((given_name, family_name), identifiers) in enumerate(people):
        record = f"{component}{number}"
        features.append((record, given_name, given_name, family_name, None, None, None, None))
        links += [
            (record, kind, f"{component}/{value}", "", component, TIERS[kind])
            for kind, value in sorted(identifiers)
        ]
    return links, features


def resolve(
    engine,
    links: list[tuple],
    features: list[tuple],
    never: list[tuple] = (),
    weighed: list[tuple] = (),
    limits: dict[str, int] = LIMITS,
) -> dict:
    """The cluster of each record; `weighed` has what the probable links know."""
    table(engine, "int_identity__probable_links", WEIGHED, weighed)
    table(engine, "int_identity__conflicting_links", LINKS, links)
    table(engine, "int_matching__features", FEATURES, features)
    types = [(kind, limit, APART[kind]) for kind, limit in limits.items()]
    table(
        engine, "identifier_types", "identifier_type, limit_per_customer, apart_probability", types
    )
    table(engine, "household_words", "word", [("family",)])
    table(engine, "int_identity__decisions", "record_id_left, record_id_right, decision", never)
    start = "select distinct record_id, record_id as cluster_id, true as has_changed "
    start += "from int_identity__conflicting_links"
    return dict(settle(engine, "merge_clusters", start, "record_id, cluster_id"))


@settings(max_examples=20, deadline=None)
@given(people=PEOPLE, others=PEOPLE, order=st.randoms(use_true_random=False))
def test_clusters_depend_on_their_component_alone_and_keep_all_rules(engine, people, others, order):
    links, features = rows_of(people, "a")
    never = [("a0", "a1", "never")]
    alone = resolve(engine, links, features, never)

    more_links, more_features = rows_of(others, "b")
    links, features = [*links, *more_links], [*features, *more_features]
    order.shuffle(links)
    order.shuffle(features)
    together = resolve(engine, links, features, never)
    assert {record: together[record] for record in alone} == alone

    assert together["a0"] != together["a1"]
    values: dict[tuple[str, str], set[str]] = {}
    for record, kind, value, *_ in links:
        values.setdefault((together[record], kind), set()).add(value)
    sizes = {cluster: [*together.values()].count(cluster) for cluster in together.values()}
    for (cluster, kind), found in values.items():
        assert sizes[cluster] == 1 or len(found) <= LIMITS[kind]
    known: dict[str, set[str]] = {}
    for record, given_name, *_ in features:
        known.setdefault(together[record], set()).add(given_name or "")
    kinds = {(record, kind) for record, kind, *_ in links}
    for record, cluster in together.items():
        # Only an account (tier 1) may join people whose names contradict each other.
        if {"marie", "luc"} <= known[cluster]:
            assert any(
                (other, "account") in kinds for other in together if together[other] == cluster
            )
        assert cluster <= record


@pytest.mark.parametrize(
    ("name", "other", "customers"),
    [
        ("jeanpaul", "jp", 1),
        ("marieclaude", "mc", 1),
        ("wm", "william", 1),
        ("jeanpaul", "pj", 2),
        ("marieclaude", "mt", 2),
        ("albert", "al", 2),
    ],
)
def test_initials_of_a_name_do_not_contradict_it(engine, name, other, customers):
    people = [((name, "roy"), {("email", 1)}), ((other, "roy"), {("email", 1)})]
    assert len(set(resolve(engine, *rows_of(people, "a")).values())) == customers


@pytest.mark.parametrize("number", range(6))
def test_a_stronger_link_decides_before_a_weaker_one_is_looked_at(engine, number):
    """Marie's second record bears no name: her e-mail tells that the phone is shared with Luc, so
    that nobody can tell whose the third is. The record's names set the random order.
    """
    unnamed, second, luc, marie = (f"{name}{number}" for name in ("u", "s", "l", "m"))
    links = [
        (unnamed, "phone", "home", "", "a", 3),
        (second, "phone", "home", "", "a", 3),
        (luc, "phone", "home", "", "a", 3),
        (second, "email", "marie", "", "a", 2),
        (marie, "email", "marie", "", "a", 2),
    ]
    names = {unnamed: (None, None), second: (None, None), luc: ("luc", "roy")}
    names[marie] = ("marie", "roy")
    features = [
        (record, given_name, given_name, family_name, None, None, None, None)
        for record, (given_name, family_name) in names.items()
    ]
    clusters = resolve(engine, links, features)
    assert clusters[second] == clusters[marie]
    assert len({clusters[unnamed], clusters[luc], clusters[marie]}) == 3


@pytest.mark.parametrize(
    ("birth_date_level", "joined"), [("exact", True), ("other", True), ("missing", False)]
)
def test_a_probable_link_has_weighed_what_its_two_records_say(engine, birth_date_level, joined):
    """Their birth dates contradict each other: no objection where the link has weighed them, one
    where a third record, joined since, brought a date that the link knows nothing of.
    """
    links = [(record, "probable_match", "a = b", "", "a", 5) for record in "ab"]
    dates = {"a": ("1980-02-29", 1980, 2, 29), "b": ("1955-11-03", 1955, 11, 3)}
    features = [(record, "marie", "marie", "roy", *dates[record]) for record in "ab"]
    weighed = [("a = b", "exact", "exact", birth_date_level, "missing", "missing", 0.0, 0.0)]
    clusters = resolve(engine, links, features, weighed=weighed)
    assert (clusters["a"] == clusters["b"]) is joined


@pytest.mark.parametrize(("spare_weight", "joined"), [(2.9, False), (3.1, True)])
def test_what_other_records_hold_counts_against_a_probable_link(engine, spare_weight, joined):
    """Two of Marie's records agree; other records of each, joined by an e-mail, hold an account of
    one shop each: 3 bits against.
    """
    links = [(record, "probable_match", "a = b", "", "a", 5) for record in "ab"]
    links += [(record, "email", "one", "", "a", 2) for record in "am"]
    links += [(record, "account", record, "shop", "a", 1) for record in "bm"]
    features = [(record, "marie", "marie", "roy", None, None, None, None) for record in "abm"]
    weighed = [("a = b", "exact", "exact", "missing", "missing", "missing", spare_weight, 0.0)]
    # An account for each: what limits allow is not tried here.
    clusters = resolve(engine, links, features, weighed=weighed, limits={**LIMITS, "account": 2})
    assert clusters["a"] == clusters["m"]
    assert (clusters["a"] == clusters["b"]) is joined
