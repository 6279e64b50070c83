"""The ``c360`` command: one module per subcommand in ``c360.commands``."""

import sys

import typer
from rich.markup import escape

from c360.commands import (
    audit,
    bench,
    build,
    complete_journey,
    demo,
    evaluate,
    explain,
    fit_value,
    land,
    ledger,
    publish,
    query,
    refresh_phone_plans,
    run,
    train_matching,
)
from c360.console import notices
from c360.errors import C360Error

app = typer.Typer(
    name="c360",
    help="Turn raw exports of marketing tools into one audited, published customer table.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

app.command("demo")(demo.demo)
app.command("complete-journey")(complete_journey.complete_journey)
app.command("run")(run.run)
app.command("land")(land.land)
app.command("build")(build.build)
app.command("audit")(audit.audit)
app.command("publish")(publish.publish)
# A query may begin with a comment, which looks like an option.
app.command("query", context_settings={"ignore_unknown_options": True})(query.query)
app.command("explain")(explain.explain)
app.command("refresh-phone-plans")(refresh_phone_plans.refresh_phone_plans)
app.command("fit-value")(fit_value.fit_value)
app.command("train-matching")(train_matching.train_matching)
app.add_typer(bench.app, name="bench")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(ledger.app, name="ledger")


def main() -> None:
    """Run the command line; a foreseeable failure is one line on standard error, no traceback."""
    try:
        app()
    except C360Error as error:
        notices.print(f"[red]error[/red] {escape(str(error))}", highlight=False, soft_wrap=True)
        sys.exit(error.exit_code)
