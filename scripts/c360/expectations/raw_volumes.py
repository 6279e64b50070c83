"""Suite ``raw_volumes``: no raw row is lost, few are set aside, no raw table has shrunk."""

from c360.expectations.subject import CRITICAL, Built, Subject, holds, within
from c360.marts import literal

SUITE = "raw_volumes"
COUNTS = ("rows_in", "rows_kept", "rows_duplicate", "rows_rejected")


def subjects(built: Built) -> list[Subject]:
    """One row per raw table."""
    return [_volumes(built)]


def _volumes(built: Built) -> Subject:
    rejected = built.thresholds.limits("rejected_share")
    shrunk = built.thresholds.limits("raw_rows_vs_published")
    return Subject(
        suite=SUITE,
        title="raw tables",
        table="source_reconciliation",
        query=f"""
            with published(source, raw_table, rows_published) as ({_published(built)}),
            listed as (
                select source, raw_table, count(*) as rows_listed
                from marts.rejected_rows
                where layer in ('landing', 'staging')
                group by source, raw_table
            )
            select
                source,
                raw_table,
                rows_in,
                rows_kept,
                rows_duplicate,
                rows_rejected,
                rows_published,
                rows_in = rows_kept + rows_duplicate + rows_rejected as adds_up,
                rows_rejected = coalesce(rows_listed, 0) as lists_what_is_set_aside,
                case when rows_in >= {max(rejected.least_rows, 1)}
                    then rows_rejected / rows_in end as rejected_share,
                case when rows_published >= {max(shrunk.least_rows, 1)}
                    then rows_in / rows_published end as raw_rows_vs_published
            from marts.source_reconciliation
            left join listed using (source, raw_table)
            left join published using (source, raw_table)
            order by source, raw_table
        """,
        keys=("source", "raw_table", *COUNTS, "rows_published"),
        reads={
            "source_reconciliation": ("source", "raw_table", *COUNTS),
            "rejected_rows": ("layer", "source", "raw_table"),
        },
        expectations=[
            holds("adds_up", CRITICAL, "Rows in = kept + duplicates + set aside"),
            holds("lists_what_is_set_aside", CRITICAL, "Every row set aside is in rejected_rows"),
            within("rejected_share", rejected),
            within("raw_rows_vs_published", shrunk),
        ],
    )


def _published(built: Built) -> str:
    """The volumes published last, as a query."""
    rows = [
        f"({literal(source)}, {literal(raw_table)}, {rows_in})"
        for (source, raw_table), rows_in in sorted(built.published_raw_rows.items())
    ]
    return f"values {', '.join(rows)}" if rows else "select '', '', 0 limit 0"
