"""What a build was made from: its moment, its input, and a fingerprint of the marts themselves."""

import hashlib
import json

import duckdb
import yaml

from c360.errors import DataError
from c360.marts import MARTS_SCHEMA, mart_columns, quoted
from c360.settings import Settings


def landing_settings(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """What ``c360 land`` recorded with the exports; empty when nothing was landed by it."""
    try:
        cursor = connection.execute("select * from raw_landing.settings")
    except duckdb.CatalogException:
        return {}
    names = [column[0] for column in cursor.description]
    row = cursor.fetchone()
    return dict(zip(names, row, strict=True)) if row else {}


def built_as_of(settings: Settings, connection: duckdb.DuckDBPyConnection) -> str:
    """The moment the marts speak for, found where the macro ``as_of()`` finds it.

    In this order: the var given to the last dbt run, the var of dbt_project.yml, the landing, and
    midnight of the day of that run. A date means its end.
    """
    last_run = _last_dbt_run(settings)
    as_of = (
        _given(last_run.get("args", {}).get("vars"))
        or _given(_project_vars(settings))
        or _given(landing_settings(connection))
        or last_run.get("metadata", {}).get("invocation_started_at", "")[:10] + " 00:00:00"
    )
    if as_of == " 00:00:00":
        raise DataError("nothing tells the as_of of the marts", "run 'c360 land' and 'c360 build'")
    return f"{as_of} 23:59:59.999999" if len(as_of) == 10 else as_of


def _given(variables: object) -> str:
    value = variables.get("as_of") if isinstance(variables, dict) else None
    return "" if value is None else str(value).strip()


def _last_dbt_run(settings: Settings) -> dict:
    try:
        path = settings.project / "target" / "run_results.json"
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _project_vars(settings: Settings) -> object:
    path = settings.project / "dbt_project.yml"
    if not path.is_file():
        return None
    return (yaml.safe_load(path.read_text(encoding="utf-8")) or {}).get("vars")


def fingerprint_marts(connection: duckdb.DuckDBPyConnection) -> str:
    """A fingerprint of all marts: names, columns, types and rows, whatever the order of the rows.

    Ties an audit to the marts it has seen: a build that changes one value changes it, a build that
    changes nothing does not. Rows are added up by MD5: DuckDB's ``hash()`` of texts collides.
    """
    digest = hashlib.sha256()
    for mart, columns in mart_columns(connection).items():
        rows, checksum = connection.execute(
            f"""
            select count(*), sum(cast(md5_number_lower(cast(to_json(mart) as varchar)) as hugeint))
            from {MARTS_SCHEMA}.{quoted(mart)} as mart
            """
        ).fetchone()
        digest.update(json.dumps([mart, list(columns.items()), rows, str(checksum)]).encode())
    return digest.hexdigest()
