"""``c360 publish``: audited marts become the version that consumers read."""

import json
import shutil
from typing import Annotated, Any

import duckdb
import typer

from c360 import __version__
from c360.console import print_json, screen, step
from c360.dbt_manifest import MartDescription, describe_marts, read_manifest
from c360.marts import literal
from c360.options import READS_WAREHOUSE, AsJson, with_settings
from c360.provenance import built_as_of, fingerprint_marts, landing_settings
from c360.publishing.disk import check_room, needed_bytes, write_failures_explained
from c360.publishing.gate import check_audit, read_audit
from c360.publishing.versions import DATABASE, MANIFEST, PARQUET, VersionStore
from c360.publishing.writer import marts_to_publish, write_database, write_parquet
from c360.settings import Settings
from c360.warehouse import connect

VERSIONS_KEPT = 5


@with_settings(*READS_WAREHOUSE, "published", "threads", "project")
def publish(
    settings: Settings,
    keep: Annotated[int, typer.Option(min=1, help="Versions to keep.")] = VERSIONS_KEPT,
    as_json: AsJson = False,
) -> None:
    """Publish the audited marts as a new version: a read-only DuckDB file and Parquet files."""
    manifest = run_publish(settings, None, keep=keep)
    if as_json:
        print_json(manifest)
        return
    rows = sum(mart["rows"] for mart in manifest["marts"].values())
    screen.print(
        f"published {manifest['version']}: {len(manifest['marts'])} marts, {rows:,} rows, "
        f"as of {manifest['as_of']}\n{settings.shown(settings.published / DATABASE)}",
        highlight=False,
        soft_wrap=True,
    )


def run_publish(
    settings: Settings,
    audit: dict[str, Any] | None,
    keep: int = VERSIONS_KEPT,
    timings: dict[str, float] | None = None,
) -> dict[str, Any]:
    """Publish the marts as a timed step and return the manifest of the new version.

    ``audit`` is what ``run_audit`` returned; None reads what the last audit left. Raises DataError
    when the audit is missing, failed or of other marts, and when anything fails on the way; the
    version published before is then as it was.
    """
    described = describe_marts(read_manifest(settings))
    store = VersionStore(settings.published)
    with step("publish", timings), store.locked(), connect(settings, read_only=True) as connection:
        audit = audit or read_audit(settings)
        fingerprint = fingerprint_marts(connection)
        check_audit(audit, fingerprint)
        as_of = built_as_of(settings, connection)
        manifest = {
            "product": "customer_360",
            "product_version": __version__,
            "version": store.next_name(as_of),
            "as_of": as_of,
            "input_fingerprint": landing_settings(connection).get("input_fingerprint"),
            "marts_fingerprint": fingerprint,
            "audit": audit["summary"],
        }
        needed = needed_bytes(settings, connection)
        with write_failures_explained(store.versions, needed):
            store.remove_unfinished()
            check_room(store.versions, needed)
            _build_and_switch(connection, store, manifest, described)
        store.remove_old(keep)
    return manifest


def _build_and_switch(
    connection: duckdb.DuckDBPyConnection,
    store: VersionStore,
    manifest: dict[str, Any],
    described: dict[str, MartDescription],
) -> None:
    """Build the version aside, complete ``manifest`` with its marts, and show it to consumers."""
    marts = marts_to_publish(connection, described)
    name = manifest["version"]
    with store.building(name) as folder:
        spill = folder / "spill"
        connection.execute(f"set temp_directory = {literal(str(spill))}")
        manifest["marts"] = {
            mart.name: write_parquet(connection, mart, folder / PARQUET) for mart in marts
        }
        write_database(connection, marts, folder / DATABASE)
        shutil.rmtree(spill, ignore_errors=True)
        text = json.dumps(manifest, indent=2, default=str, ensure_ascii=False)
        (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
        store.finish(folder, name)
    store.switch_to(name)
