"""``c360 explain``: why records are one customer, or are not."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import duckdb
import typer
from rich.markup import escape
from rich.table import Table

from c360.console import print_json, screen, uncut_table
from c360.errors import UsageError
from c360.explaining.explanation import explain as explanation_of
from c360.matching.rules import seed_rows
from c360.options import AsJson, with_settings
from c360.publishing.versions import DATABASE
from c360.settings import Settings

# A till's card may have thousands of records; --json prints them all.
MOST_RECORDS = 50

Asked = Annotated[
    str,
    typer.Argument(
        help="A record_id, a customer_id (also one that stands no more), an e-mail address, "
        "a phone number or another identifier.",
        show_default=False,
    ),
]
Second = Annotated[
    str | None, typer.Argument(help="The same, of whom to tell the link.", show_default=False)
]
ShowValues = Annotated[bool, typer.Option("--show-values", help="Print identifiers in full.")]
Database = Annotated[
    Path | None,
    typer.Option(help="Read the marts of this warehouse. (default: the published ones)"),
]


@with_settings("published", "project")
def explain(
    settings: Settings,
    first: Asked,
    second: Second = None,
    show_values: ShowValues = False,
    database: Database = None,
    as_json: AsJson = False,
) -> None:
    """Show a customer's records, or the links that make two records one customer (or do not)."""
    file = database.absolute() if database else settings.published / DATABASE
    if not file.is_file():
        raise UsageError(
            f"{settings.shown(file)} does not exist",
            "run `c360 run` first, or name another with --published or --database",
        )
    try:
        connection = duckdb.connect(str(file), read_only=True)
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        raise UsageError(
            f"{settings.shown(file)} cannot be opened ({reason})", "name another with --database"
        ) from None
    with connection as marts:
        told = explanation_of(marts, first, second, show_values, mail_domains(settings))
    if as_json:
        print_json(told)
    elif "customer" in told:
        show_customer(told["customer"])
    elif told["is_one_customer"]:
        show_path(told)
    else:
        show_refusals(told)


def mail_domains(settings: Settings) -> dict[str, str]:
    """Mail domain -> the one under which identity knows its mailboxes."""
    rows = seed_rows(settings, "email_providers")
    return {row["domain"]: row["canonical_domain"] for row in rows}


def say(text: str) -> None:
    """One line as it is."""
    screen.print(text, highlight=False, markup=False, soft_wrap=True)


def day(moment: datetime | None) -> str:
    """The day of a moment, empty when unknown."""
    return f"{moment:%Y-%m-%d}" if moment else ""


def span(row: dict[str, Any]) -> str:
    """From when to when an identifier was seen."""
    days = dict.fromkeys([day(row["first_seen_at"]), day(row["last_seen_at"])])
    return " to ".join(text for text in days if text)


def counted(count: int, noun: str) -> str:
    """1 record, 2 records."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def called(subject: dict[str, Any]) -> str:
    """A customer's id and what was asked for, where that is something else."""
    customer_id, asked = subject["customer_id"], subject["asked"]
    return customer_id if asked == customer_id else f"{customer_id} ({asked})"


def identifiers_of(record: dict[str, Any]) -> str:
    """One line per identifier, those that link nobody last; probable matches are counted, their
    value only names records.
    """
    own = [row for row in record["identifiers"] if row["type"] != "probable_match"]
    lines = [f"{row['type']} {row['value']}" for row in own]
    probable = len(record["identifiers"]) - len(own)
    if probable:
        lines.append(f"probable_match with {counted(probable, 'record')}")
    lines += [
        f"{row['type']} {row['value']} (links nobody: {row['blocked_reason']})"
        for row in record["blocked_identifiers"]
    ]
    return "\n".join(lines)


def show_customer(customer: dict[str, Any]) -> None:
    """One row per record, the earliest first."""
    records = customer["records"]
    say(f"Customer {called(customer)}: {counted(len(records), 'record')}")
    table = uncut_table("record", "source", "object", "created", "changed", "identifiers")
    for record in records[:MOST_RECORDS]:
        gone = " (deleted)" if record["is_deleted"] else ""
        table.add_row(
            escape(record["record_id"]),
            record["source"],
            record["object"] + gone,
            day(record["created_at"]),
            day(record["updated_at"]),
            escape(identifiers_of(record)),
        )
    screen.print(table)
    if len(records) > MOST_RECORDS:
        say(f"and {len(records) - MOST_RECORDS:,} more (--json prints all)")


def distance(told: dict[str, Any]) -> str:
    """How far apart the two are."""
    if told["is_same_record"]:
        return "the same record"
    links = counted(len(told["path"]), "link")
    return f"{links} apart" if told["path"] else "no chain of links is in the marts"


def side_of(side: dict[str, Any]) -> str:
    """A record at one end of a link: its id, its source, when it was seen with the value."""
    seen = span(side)
    return escape(side["record_id"]) + f"\n{side['source']}" + (f", {seen}" if seen else "")


def show_path(told: dict[str, Any]) -> None:
    """One row per link, in order, then the score sheets of the probable ones."""
    first, second = told["first"], told["second"]
    say(
        f"{first['asked']} and {second['asked']} are one customer, {first['customer_id']}: "
        f"{distance(told)}"
    )
    table = uncut_table("from", "link", "tier", "value", "to")
    for link in told["path"]:
        # The value of a probable match only repeats the two records.
        value = "" if "score_sheet" in link else escape(link["value"])
        ends = side_of(link["from"]), side_of(link["to"])
        table.add_row(ends[0], link["type"], str(link["tier"]), value, ends[1])
    if told["path"]:
        screen.print(table)
    for link in told["path"]:
        if "score_sheet" in link:
            show_score_sheet(
                link["from"]["record_id"], link["to"]["record_id"], link["score_sheet"]
            )


def show_score_sheet(one: str, other: str, sheet: dict[str, Any]) -> None:
    """What each comparison adds, in bits."""
    if not sheet["comparisons"]:
        return
    say(f"{one} and {other}: one person with probability {sheet['match_probability']:.4f}")
    table = Table("comparison", "level", "bits against strangers", "bits against a household")
    for row in sheet["comparisons"]:
        bits = (row["bits_against_stranger"], row["bits_against_household"])
        table.add_row(row["comparison"], row["level"], *(f"{value:+.2f}" for value in bits))
    screen.print(table)


def why_no_link(sheet: dict[str, Any]) -> str:
    """What kept the two records of a score sheet from being one customer's."""
    if sheet["is_link"]:
        return "refused"
    if sheet["is_by_names_alone"]:
        return "of which names alone speak for one person, which is no link"
    return "not probable enough for a link (match_settings.csv)"


def show_refusals(told: dict[str, Any]) -> None:
    """The refused links, what is shared and links nobody, and the pair that is most probably one
    person.
    """
    say(f"{called(told['first'])} and {called(told['second'])} are two customers: {told['reason']}")
    table = uncut_table("link", "tier", "value", "refused because", "since", "records")
    for link in told["refused_links"]:
        records = f"{link['record_id_left']}\n{link['record_id_right']}"
        value = "" if link["type"] == "probable_match" else escape(link["value"])
        since = day(link["refused_since_at"])
        table.add_row(
            link["type"], str(link["tier"]), value, link["refusal_reason"], since, escape(records)
        )
    if told["refused_links"]:
        screen.print(table)
    shared = uncut_table("shared", "value", "links nobody because", "records")
    for row in told["shared_blocked_identifiers"]:
        records = f"{row['record_id_first']}\n{row['record_id_second']}"
        shared.add_row(row["type"], escape(row["value"]), row["blocked_reason"], escape(records))
    if told["shared_blocked_identifiers"]:
        screen.print(shared)
    pair = told["most_probable_pair"]
    if pair:
        say(f"The most probable pair, {why_no_link(pair['score_sheet'])}:")
        show_score_sheet(pair["record_id_left"], pair["record_id_right"], pair["score_sheet"])
