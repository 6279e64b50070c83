"""``c360 run``: land, build, audit and publish, and the figures one wants to see first."""

import sys
from pathlib import Path
from typing import Any

from c360 import summary
from c360.commands.audit import refuse_failed, run_audit, show_audit
from c360.commands.build import FullRefresh, run_build
from c360.commands.land import run_land
from c360.commands.ledger import keep_published_ledgers
from c360.commands.publish import run_publish
from c360.console import print_json, screen
from c360.options import USES_ENGINE, AsJson, with_settings
from c360.publishing.versions import DATABASE
from c360.settings import Settings


def run_all(settings: Settings, full_refresh: bool = False) -> dict[str, Any]:
    """Take the exports all the way to a published version; the figures of the summary.

    Raises C360Error at the first step that fails; the version published before is then as it was.
    """
    timings: dict[str, float] = {}
    landed = run_land(settings, timings)
    keep_published_ledgers(settings)
    built = run_build(settings, full_refresh=full_refresh, timings=timings)
    audit = run_audit(settings, timings)
    if audit["failed_critical"] or audit["failed_warning"]:
        show_audit(audit)
    refuse_failed(audit)
    manifest = run_publish(settings, audit, timings=timings)
    return {
        "as_of": manifest["as_of"],
        "input_fingerprint": landed["input_fingerprint"],
        **summary.collect(settings),
        "rejected_lines": sum(table["rejected_lines"] for table in landed["tables"]),
        "tests_passed": built["tests"],
        "audit": audit["summary"],
        "version": manifest["version"],
        "published": settings.shown(settings.published / DATABASE),
        "seconds": {**timings, "total": round(sum(timings.values()), 2)},
    }


@with_settings(
    "raw", *USES_ENGINE, "published", "sources", "as_of", "currency", "threads", "project"
)
def run(settings: Settings, full_refresh: FullRefresh = False, as_json: AsJson = False) -> None:
    """Land, build, audit and publish; ends with a short summary."""
    figures = run_all(settings, full_refresh)
    if as_json:
        print_json(figures)
        return
    summary.show(figures)
    screen.print(f"Ask it:  {next_command(settings)}", highlight=False, soft_wrap=True)


def next_command(settings: Settings) -> str:
    """What to type next, as the command line was called."""
    tool = sys.argv[0] if Path(sys.argv[0]).name == "c360" else "c360"
    question = "select rfm_segment, count(*), sum(net_revenue) from marts.customers group by 1"
    elsewhere = settings.published != settings.project / "published"
    where = f" --published {settings.shown(settings.published)}" if elsewhere else ""
    return f'{tool} query "{question}"{where}'
