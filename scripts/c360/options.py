"""The options that commands share, each declared once.

A command takes ``settings: Settings`` and is decorated with the names of the shared options it
understands; Typer then sees those options beside the command's own::

    @with_settings("raw", "database", "project")
    def land(settings: Settings, as_json: AsJson = False) -> None: ...
"""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import typer

from c360.errors import UsageError
from c360.settings import DUCKDB, ENGINES, Settings
from c360.spark import session

AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as one JSON document.")]

SHARED: dict[str, Any] = {
    "raw": Annotated[
        Path | None,
        typer.Option(envvar="C360_RAW", help="Folder of the raw exports. (default: data/raw)"),
    ],
    "database": Annotated[
        Path | None,
        typer.Option(
            envvar="C360_DATABASE",
            help="DuckDB file to build in. (default: data/warehouse.duckdb)",
        ),
    ],
    "published": Annotated[
        Path | None,
        typer.Option(
            envvar="C360_PUBLISHED", help="Folder that consumers read. (default: published)"
        ),
    ],
    "sources": Annotated[
        str | None,
        typer.Option(
            envvar="C360_SOURCES",
            help="Only these sources, separated by commas. (default: the var `sources`)",
        ),
    ],
    "as_of": Annotated[
        str | None,
        typer.Option(
            envvar="C360_AS_OF",
            help="The moment the run speaks for, UTC: 2026-06-30 or '2026-06-30 12:00:00'. "
            "(default: the one in the exports' export.json, else the day of the run)",
        ),
    ],
    "currency": Annotated[
        str | None,
        typer.Option(
            envvar="C360_CURRENCY",
            help="Reporting currency, ISO 4217. (default: the var `reporting_currency`)",
        ),
    ],
    "threads": Annotated[
        int | None,
        typer.Option(envvar="C360_THREADS", min=1, help="Threads of dbt and DuckDB. (default: 2)"),
    ],
    "engine": Annotated[
        str | None,
        typer.Option(
            envvar="C360_ENGINE",
            help="What builds the models: duckdb, spark or spark_thrift. (default: duckdb)",
        ),
    ],
    "spark_home": Annotated[
        Path | None,
        typer.Option(
            envvar="C360_SPARK_HOME",
            help="Folder of Spark's tables, metastore and landed files. (default: data/spark)",
        ),
    ],
    "spark_master": Annotated[
        str | None,
        typer.Option(
            envvar="C360_SPARK_MASTER",
            help="Where Spark runs: local[2], local-cluster[2,1,1024] or spark://host:port. "
            "(default: local[2])",
        ),
    ],
    "project": Annotated[
        Path | None,
        typer.Option(
            envvar="C360_PROJECT",
            help="Folder of dbt_project.yml. (default: the one around the working folder)",
        ),
    ],
}
PATHS = ("raw", "database", "published", "spark_home", "project")
# What a command needs to know to read the built warehouse, and to build it.
READS_WAREHOUSE = ("database", "engine", "spark_home")
USES_ENGINE = (*READS_WAREHOUSE, "spark_master")


def make_settings(given: dict[str, Any]) -> Settings:
    """The settings of one run from the options that were given; a path given is relative to the
    working folder, a default one to the project.
    """
    chosen = {name: value for name, value in given.items() if value is not None}
    for name in PATHS:
        if name in chosen:
            chosen[name] = chosen[name].absolute()
    if "project" in chosen and not (chosen["project"] / "dbt_project.yml").is_file():
        raise UsageError(
            f"--project {chosen['project']} holds no dbt_project.yml",
            "give the folder of a customer_360 checkout",
        )
    if chosen.get("engine", DUCKDB) not in ENGINES:
        raise UsageError(f"--engine is '{chosen['engine']}'", f"known are {', '.join(ENGINES)}")
    if "sources" in chosen:
        names = [name.strip() for name in chosen["sources"].split(",")]
        chosen["sources"] = tuple(sorted({name for name in names if name}))
    return Settings(**chosen)


def with_settings(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the shared options ``names``; it receives them as one ``settings``."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(command)
        def wrapper(**given: Any) -> Any:
            shared = {name: given.pop(name) for name in names}
            settings = make_settings(shared)
            with session.ends_after(settings):
                return command(settings=settings, **given)

        hints = get_type_hints(command, include_extras=True)
        own = [
            parameter.replace(annotation=hints[name], kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in inspect.signature(command).parameters.items()
            if name != "settings"
        ]
        shared = [
            inspect.Parameter(
                name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=SHARED[name]
            )
            for name in names
        ]
        wrapper.__signature__ = inspect.Signature([*shared, *own])  # type: ignore[attr-defined]
        wrapper.__annotations__ = {
            parameter.name: parameter.annotation for parameter in (*shared, *own)
        }
        return wrapper

    return decorate
