"""Why records are one customer: shortest chains, whom a person means, what is masked."""

import json
import random
from collections import deque

import duckdb
import pytest
from c360.explaining.masks import masked
from c360.explaining.paths import Carried, shortest_path
from scratch import call_c360

# Ann is known to the shop, the CRM, a device and, probably, the till; Bob shares her phone; the id
# "old" was merged into hers.
RECORDS = [
    ("shop:customer:1", "ann", True),
    ("crm:contact:2", "ann", False),
    ("web:device:3", "ann", False),
    ("pos:card:4", "ann", False),
    ("shop:customer:9", "bob", True),
    ("shop:customer:8", "eve", True),
    ("sms:number:+33612345678", "eve", False),
    ("shop:customer:7", "zoe", True),
    ("shop:customer:6", "pat", True),
]
LINKS = [
    ("ann", "shop:customer:1", "email", "annlee@gmail.com", 2),
    ("ann", "crm:contact:2", "email", "annlee@gmail.com", 2),
    ("ann", "crm:contact:2", "phone", "+15145550134", 3),
    ("bob", "shop:customer:9", "phone", "+15145550134", 3),
    ("bob", "shop:customer:9", "email", "bob@example.com", 2),
    ("ann", "shop:customer:1", "shop_account", "4711", 1),
    ("ann", "web:device:3", "shop_account", "4711", 1),
    ("ann", "crm:contact:2", "probable_match", "crm:contact:2 = pos:card:4", 5),
    ("ann", "pos:card:4", "probable_match", "crm:contact:2 = pos:card:4", 5),
    ("eve", "shop:customer:8", "phone", "+33612345678", 3),
    ("eve", "sms:number:+33612345678", "phone", "+33612345678", 3),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder with published marts of five customers."""
    folder = tmp_path_factory.mktemp("explain")
    (folder / "dbt_project.yml").write_text("")
    (folder / "seeds" / "config").mkdir(parents=True)
    (folder / "seeds" / "config" / "email_providers.csv").write_text(
        "domain,canonical_domain\ngmail.com,gmail.com\ngooglemail.com,gmail.com\n"
    )
    (folder / "published").mkdir()
    with duckdb.connect(str(folder / "published" / "customer_360.duckdb")) as marts:
        fill(marts)
    return folder


def fill(marts):
    """The marts that an explanation reads."""
    marts.execute("create schema marts")
    marts.execute(
        "create table marts.customer_records (record_id text, customer_id text, is_first_record "
        "boolean, source text, object text, is_deleted boolean, created_at timestamp, "
        "updated_at timestamp)"
    )
    for record, customer, first in RECORDS:
        source, kind, _ = record.split(":")
        given = [record, customer, first, source, kind, kind == "card"]
        marts.execute(
            "insert into marts.customer_records values (?, ?, ?, ?, ?, ?, '2025-01-01', null)",
            given,
        )
    marts.execute(
        "create table marts.identity_links (customer_id text, record_id text, "
        "identifier_type text, identifier_value text, tier integer, source text, "
        "first_seen_at timestamp, last_seen_at timestamp)"
    )
    marts.executemany(
        "insert into marts.identity_links "
        "values (?, ?, ?, ?, ?, 'shop', '2025-01-01', '2025-02-01')",
        LINKS,
    )
    marts.execute(
        "create table marts.identity_refused_links as select 'ann' as customer_id_left, "
        "'bob' as customer_id_right, 'phone' as identifier_type, "
        "'+15145550134' as identifier_value, 3 as tier, "
        "'names or birth dates contradict' as refusal_reason, "
        "'crm:contact:2' as record_id_left, 'shop:customer:9' as record_id_right, "
        "timestamp '2025-03-01' as refused_since_at"
    )
    marts.execute(
        "create table marts.customer_id_redirects as select * from (values ('ann', 'ann'), "
        "('old', 'ann'), ('bob', 'bob'), ('eve', 'eve'), ('zoe', 'zoe'), ('pat', 'pat'), "
        "('gone', null)) as redirects (issued_customer_id, customer_id)"
    )
    marts.execute(
        "create table marts.identity_ledger as select * from (values ('web:device:3', 'old'), "
        "('web:device:3', 'ann'), ('shop:customer:1', 'ann'), ('shop:customer:5', null)) "
        "as ledger (record_id, customer_id)"
    )
    marts.execute(
        "create table marts.identity_blocked_links as select * from (values "
        "('ann', 'shop:customer:1', 'email', 'info@shop.com', 'shared by too many people'), "
        "('bob', 'shop:customer:9', 'email', 'info@shop.com', 'shared by too many people'), "
        "('bob', 'shop:customer:9', 'phone', '', 'empty'), "
        "('eve', 'shop:customer:8', 'email', 'info@shop.com', 'shared by too many people'), "
        "('eve', 'shop:customer:8', 'phone', '', 'empty'), "
        "('zoe', 'shop:customer:7', 'email', 'info@shop.com', 'unreadable'), "
        "(null, 'pos:receipt:6', 'email', 'info@shop.com', 'shared by too many people')) "
        "as blocked (customer_id, record_id, identifier_type, identifier_value, blocked_reason)"
    )
    marts.execute(
        "create table marts.identity_blocked_identifiers as select distinct identifier_type, "
        "identifier_value, blocked_reason from marts.identity_blocked_links"
    )
    marts.execute(
        "create table marts.identity_match_evidence as "
        "select * replace (cast(match_probability as double) as match_probability) from (values "
        "('crm:contact:2', 'pos:card:4', 'family_name', 'exact', 8.0, 0.5, 5.1, 0.97, true), "
        "('crm:contact:2', 'pos:card:4', 'birth_date', 'other', -4.0, -3.0, 5.1, 0.97, true), "
        "('crm:contact:2', 'shop:customer:8', 'given_name', 'exact', 3.0, 1.0, -1.0, 0.33, false), "
        "('crm:contact:2', 'shop:customer:8', 'house_number', 'exact', 1.0, 0, -1.0, 0.33, false)) "
        "as evidence (record_id_left, record_id_right, comparison, level, bits_against_stranger, "
        "bits_against_household, match_weight, match_probability, is_link)"
    )


def told(project, *arguments):
    """What --json prints."""
    outcome = call_c360(project, "explain", *arguments, "--json")
    assert outcome.exit_code == 0, outcome.stderr
    return json.loads(outcome.stdout)


@pytest.mark.parametrize(
    "asked",
    [
        "crm:contact:2",
        "ann",
        "old",
        "annlee@gmail.com",
        " Ann.Lee+news@Gmail.com",
        "ann.lee@googlemail.com",
        "Ann Lee <annlee@gmail.com>",
        "4711",
    ],
)
def test_a_customer_is_found_by_whatever_names_it(project, asked):
    customer = told(project, asked)["customer"]
    assert customer["customer_id"] == "ann"
    assert [row["record_id"] for row in customer["records"]] == [
        "crm:contact:2",
        "pos:card:4",
        "shop:customer:1",
        "web:device:3",
    ]
    assert customer["records"][0]["identifiers"][0]["value"] == "a***@gmail.com"


@pytest.mark.parametrize("asked", ["+33 6 12 34 56 78", "06 12 34 56 78", "6-12-34-56-78"])
def test_a_phone_number_may_be_written_in_any_way(project, asked):
    assert told(project, asked)["customer"]["customer_id"] == "eve"


@pytest.mark.parametrize(
    ("asked", "parts"),
    [
        ("crm:contact:3", ["no record, customer or identifier", "did you mean 'crm:contact:2'?"]),
        ("annn", ["did you mean 'ann'?"]),
        ("anlee@gmail.com", ["no record, customer or identifier"]),
        ("gone", ["has no record left", "identity_events"]),
        ("shop:customer:5", ["gone from the exports", "identity_ledger"]),
        ("sms:number:+33612345679", ["no record, customer or identifier:"]),
        (
            "pos:receipt:6",
            ["stands for nobody: it has no name, and its email links nobody (shared by too many"],
        ),
        ("INFO@shop.com", ["identifies nobody (shared by too many people)"]),
        ("514 555 0134", ["51***34", "belongs to 2 customers (ann, bob)", "why they are apart"]),
        ("%", ["no record, customer or identifier"]),
    ],
)
def test_who_is_not_one_customer_is_told_in_one_line(project, asked, parts):
    outcome = call_c360(project, "explain", asked)
    assert outcome.exit_code == 2
    assert len(outcome.stderr.strip().splitlines()) == 1
    assert all(part in outcome.stderr for part in parts), outcome.stderr
    assert "annlee" not in outcome.stderr


def test_an_address_is_proposed_only_where_values_may_be_shown(project):
    outcome = call_c360(project, "explain", "anlee@gmail.com", "--show-values")
    assert "did you mean 'annlee@gmail.com'?" in outcome.stderr


def test_the_shortest_chain_of_links_with_the_score_sheet_of_a_probable_one(project):
    answer = told(project, "web:device:3", "pos:card:4")
    assert answer["is_one_customer"]
    assert [(link["type"], link["value"], link["tier"]) for link in answer["path"]] == [
        ("shop_account", "***", 1),
        ("email", "a***@gmail.com", 2),
        ("probable_match", "crm:contact:2 = pos:card:4", 5),
    ]
    first = answer["path"][0]
    assert (first["from"]["record_id"], first["to"]["record_id"]) == (
        "web:device:3",
        "shop:customer:1",
    )
    assert first["from"]["source"] == "shop"
    assert first["from"]["last_seen_at"] == "2025-02-01 00:00:00"
    sheet = answer["path"][2]["score_sheet"]
    assert sheet["match_probability"] == 0.97
    assert [row["comparison"] for row in sheet["comparisons"]] == ["family_name", "birth_date"]
    shown = told(project, "web:device:3", "crm:contact:2", "--show-values")
    assert [link["value"] for link in shown["path"]] == ["4711", "annlee@gmail.com"]


def test_an_old_id_stands_for_the_records_that_it_had(project):
    answer = told(project, "old", "ann")
    assert [link["type"] for link in answer["path"]] == ["shop_account"]
    assert told(project, "ann", "shop:customer:1")["is_same_record"]


def test_two_customers_are_told_apart_with_the_reason(project):
    refused = told(project, "crm:contact:2", "bob@example.com")
    assert (refused["is_one_customer"], refused["reason"]) == (False, "their links were refused")
    assert refused["refused_links"][0]["refusal_reason"] == "names or birth dates contradict"
    assert refused["refused_links"][0]["value"] == "+1***34"
    unlinked = told(project, "eve", "ann")
    assert unlinked["reason"] == "no chain of links (what they share links nobody)"
    assert unlinked["refused_links"] == []
    assert unlinked["most_probable_pair"]["score_sheet"]["match_probability"] == 0.33


def test_what_is_shared_and_links_nobody_is_named(project):
    assert told(project, "bob", "eve")["shared_blocked_identifiers"] == [
        {
            "type": "email",
            "value": "i***@shop.com",
            "blocked_reason": "shared by too many people",
            "record_id_first": "shop:customer:9",
            "record_id_second": "shop:customer:8",
        }
    ]
    apart = call_c360(project, "explain", "bob", "eve").stdout
    assert "links nobody because" in apart and "i***@shop.com" in apart
    bob = told(project, "bob")["customer"]["records"][0]
    assert [(row["type"], row["value"]) for row in bob["blocked_identifiers"]] == [
        ("email", "i***@shop.com")
    ]
    printed = call_c360(project, "explain", "bob").stdout
    assert "email i***@shop.com (links nobody: shared by too many people)" in printed


def test_a_value_is_shared_whatever_the_reasons_are(project):
    """A phone number may be unreadable here and on the blocklist there: by country."""
    shared = told(project, "zoe", "bob")["shared_blocked_identifiers"]
    assert [row["blocked_reason"] for row in shared] == ["unreadable"]


def test_strangers_have_nothing_in_common(project):
    assert told(project, "pat", "ann")["reason"] == "no chain of links, and no identifier in common"


def test_what_people_read(project):
    customer = call_c360(project, "explain", "ann").stdout
    assert "Customer ann: 4 records" in customer
    assert "card (deleted)" in customer
    assert "probable_match with 1 record" in customer
    assert "annlee" not in customer
    chain = call_c360(project, "explain", "web:device:3", "pos:card:4").stdout
    assert "are one customer, ann: 3 links apart" in chain
    assert "one person with probability 0.9700" in chain
    apart = call_c360(project, "explain", "ann", "bob").stdout
    assert "ann and bob are two customers: their links were refused" in apart
    assert "names or birth dates contradict" in apart
    unlinked = call_c360(project, "explain", "ann", "eve").stdout
    assert "of which names alone speak for one person, which is no link:" in unlinked


def test_a_record_named_by_a_number_shows_it_only_when_asked(project):
    shown = call_c360(project, "explain", "sms:number:+33612345678").stdout
    assert "sms:number:+3***78" in shown
    assert "612345678" not in shown
    assert "612345678" not in json.dumps(told(project, "shop:customer:8", "ann"))
    open_values = call_c360(project, "explain", "eve", "--show-values").stdout
    assert "+33612345678" in open_values


def test_ids_are_shown_letter_by_letter(project):
    assert "pos:receipt:1" in call_c360(project, "explain", "pos:receipt:1").error


def test_no_marts_or_older_marts_are_told(project, tmp_path):
    nothing = call_c360(project, "explain", "ann", "--published", tmp_path)
    assert (nothing.exit_code, "run `c360 run` first" in nothing.error) == (2, True)
    older = tmp_path / "older.duckdb"
    with duckdb.connect(str(older)) as marts:
        marts.execute("create schema marts")
    outcome = call_c360(project, "explain", "ann", "--database", older)
    assert (outcome.exit_code, "are older than this command" in outcome.error) == (2, True)


@pytest.mark.parametrize(
    ("identifier_type", "value", "printed"),
    [
        ("email", "ann@example.com", "a***@example.com"),
        ("phone", "+15145550134", "+1***34"),
        ("loyalty_number", "1234567", "***567"),
        ("crm_number", "12345", "***"),
        ("decision", "a = b", "a = b"),
    ],
)
def test_values_are_masked(identifier_type, value, printed):
    assert masked(identifier_type, value) == printed


def carry(record, identifier, tier=2):
    """A record with an identifier."""
    return Carried(record, "email", identifier, "shop", tier, None, None)


def records_of(path, start):
    return [start, *(step.there.record_id for step in path)]


def test_a_chain_of_equal_length_goes_by_the_stronger_tier():
    carried = [
        *(carry("a", "weak", 5), carry("b", "weak", 5), carry("b", "end", 1), carry("d", "end", 1)),
        *(carry("a", "strong", 1), carry("c", "strong", 1), carry("c", "z", 2), carry("d", "z", 2)),
    ]
    for seed in range(5):
        random.Random(seed).shuffle(carried)
        assert records_of(shortest_path(carried, ["a"], ["d"]), "a") == ["a", "c", "d"]


def fewest_links(carried, start):
    """Distance of every record from ``start``, by breadth-first search over pairs."""
    distances, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        values = {row.identifier for row in carried if row.record_id == here}
        for row in carried:
            if row.identifier in values and row.record_id not in distances:
                distances[row.record_id] = distances[here] + 1
                waiting.append(row.record_id)
    return distances


@pytest.mark.parametrize("seed", range(20))
def test_chains_are_the_shortest_and_hold_together(seed):
    chance = random.Random(seed)
    carried = [
        carry(f"r{chance.randrange(30)}", f"i{chance.randrange(25)}", chance.randrange(1, 6))
        for _ in range(60)
    ]
    distances = fewest_links(carried, carried[0].record_id)
    for record in {row.record_id for row in carried}:
        path = shortest_path(carried, [carried[0].record_id], [record])
        assert len(path) == distances.get(record, 0)
        ends = [(step.here.record_id, step.there.record_id) for step in path]
        assert [there for _, there in ends[:-1]] == [here for here, _ in ends[1:]]
        assert all(step.here.identifier == step.there.identifier for step in path)


def test_a_large_customer_takes_seconds_at_most():
    carried = [carry(f"r{number:06}", "shared") for number in range(100_000)]
    carried += [carry("r099999", "last"), carry("end", "last")]
    assert records_of(shortest_path(carried, ["r000000"], ["end"]), "r000000")[1:] == [
        "r099999",
        "end",
    ]
