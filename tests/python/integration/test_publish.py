"""Publishing: what consumers get, that they get it at once or not at all, and what is refused."""

import json
import resource
import signal
import stat
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from c360.commands import publish as command
from c360.commands.publish import run_publish
from c360.errors import DataError, UsageError
from c360.publishing import disk
from c360.publishing.versions import VersionStore
from c360.warehouse import connect
from tiny_project import change_marts, make_project, passed_audit

SCRIPTS = Path(command.__file__).resolve().parents[2]
TESTS = Path(__file__).resolve().parents[1]


def publish(settings, **options):
    return run_publish(settings, passed_audit(settings), **options)


def snapshot(folder):
    """Every file below a folder with its bytes, links resolved."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def run_python(code, settings, **options):
    """Run lines of Python in a process of its own, with `settings` and the helpers at hand."""
    lines = [
        "import os, signal, sys",
        "from pathlib import Path",
        f"sys.path[:0] = [{str(SCRIPTS)!r}, {str(TESTS)!r}]",
        "from c360.settings import Settings",
        f"settings = Settings(project=Path({str(settings.project)!r}))",
        code,
    ]
    return subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, **options
    )


@pytest.fixture
def settings(tmp_path):
    return make_project(tmp_path / "project")


def test_every_mart_is_published_as_parquet_and_as_table(settings):
    manifest = publish(settings)
    with connect(settings, read_only=True) as warehouse:
        marts = warehouse.execute(
            "select table_name from duckdb_tables() where schema_name = 'marts' order by 1"
        ).fetchall()
        with duckdb.connect(str(settings.published / "customer_360.duckdb"), read_only=True) as db:
            for (mart,) in marts:
                built = warehouse.execute(f"from marts.{mart} order by all").fetchall()
                parquet = settings.published / "parquet" / mart / f"{mart}.parquet"
                assert db.execute(f"from marts.{mart} order by all").fetchall() == built
                assert db.execute(f"from '{parquet}' order by all").fetchall() == built
                assert manifest["marts"][mart]["rows"] == len(built)
    assert sorted(manifest["marts"]) == [mart for (mart,) in marts]


def test_descriptions_of_the_yaml_are_comments_in_the_published_database(settings):
    publish(settings)
    with duckdb.connect(str(settings.published / "customer_360.duckdb"), read_only=True) as db:
        assert db.execute(
            "select comment from duckdb_tables() where table_name = 'customers'"
        ).fetchone() == ("The mart customers.",)
        assert db.execute(
            "select comment from duckdb_columns() "
            "where table_name = 'customers' and column_name = 'customer_id'"
        ).fetchone() == ("The person's neutral id.",)


def test_manifest_says_what_was_published_from_what(settings):
    manifest = publish(settings)
    written = json.loads((settings.published / "manifest.json").read_text())
    assert written == manifest
    assert written["version"] == "v000001-2026-06-30"
    assert written["as_of"] == "2026-06-30 23:59:59.999999"
    assert written["input_fingerprint"] == "input-1"
    assert written["audit"] == {"expectations": 1}
    assert written["marts"]["order_lines"]["primary_key"] == ["order_id", "line_number"]
    assert written["marts"]["customers"]["columns"][0] == {"name": "customer_id", "type": "VARCHAR"}


def test_consumers_cannot_write_into_a_version(settings):
    publish(settings)
    for name in ("customer_360.duckdb", "manifest.json", "parquet/orders/orders.parquet"):
        mode = (settings.published / name).stat().st_mode
        assert not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


@pytest.mark.parametrize("threads", [1, 4])
def test_parquet_is_byte_identical_for_shuffled_rows_and_any_threads(tmp_path, threads):
    reference = make_project(tmp_path / "reference", shuffle=0, threads=2)
    shuffled = make_project(tmp_path / "shuffled", shuffle=threads, threads=threads)
    rows = [project_rows(project) for project in (reference, shuffled)]
    assert rows[0] != rows[1], "the shuffle must change the order in which rows lie"
    first, second = publish(reference), publish(shuffled)
    assert first["marts"] == second["marts"]
    assert snapshot(reference.published / "parquet") == snapshot(shuffled.published / "parquet")


def project_rows(settings):
    with connect(settings, read_only=True) as warehouse:
        return warehouse.execute("select customer_id from marts.customers").fetchall()


def test_many_row_groups_are_cut_at_the_same_rows(tmp_path):
    """400,000 rows: several row groups, so that threads would have a choice."""
    digests = set()
    for threads, order in ((1, "i"), (4, "md5(cast(i as varchar))")):
        settings = make_project(tmp_path / str(threads), threads=threads)
        change_marts(
            settings,
            "create or replace table marts.touchpoints as select 't' || i as touchpoint_id, "
            f"i % 1000 as customer_id from range(400000) as numbers(i) order by {order}",
        )
        digests.add(publish(settings)["marts"]["touchpoints"]["sha256"])
    assert len(digests) == 1


def test_reader_of_the_old_version_is_not_disturbed(settings):
    publish(settings)
    path = str(settings.published / "customer_360.duckdb")
    with duckdb.connect(path, read_only=True) as reader:
        reader.execute("select count(*) from marts.customers").fetchone()
        change_marts(settings, "delete from marts.touchpoints")
        publish(settings, keep=1)
        assert reader.execute("select count(*) from marts.touchpoints").fetchone() == (120,)
    with duckdb.connect(path, read_only=True) as reader:
        assert reader.execute("select count(*) from marts.touchpoints").fetchone() == (0,)


def test_versions_beyond_keep_are_removed(settings):
    for _ in range(7):
        publish(settings)
    names = [f"v{number:06d}-2026-06-30" for number in range(3, 8)]
    assert VersionStore(settings.published).names() == names
    publish(settings, keep=2)
    assert VersionStore(settings.published).names() == ["v000007-2026-06-30", "v000008-2026-06-30"]


def test_a_version_that_consumers_were_turned_back_to_is_never_removed(settings):
    publish(settings)
    publish(settings)
    store = VersionStore(settings.published)
    store.switch_to("v000001-2026-06-30")
    assert store.remove_old(keep=1) == []
    assert store.current_name() == "v000001-2026-06-30"


def test_refuses_without_an_audit(settings):
    with pytest.raises(DataError, match=r"not audited.*c360 audit"):
        run_publish(settings, None)
    assert not (settings.published / "current").exists()


def test_refuses_after_a_failed_audit_and_names_what_failed(settings):
    failed = passed_audit(settings) | {"passed": False, "failed_critical": ["orders: broken"]}
    with pytest.raises(DataError, match=r"1 critical expectations failed .first: orders: broken"):
        run_publish(settings, failed)


def test_refuses_when_one_value_changed_after_the_audit(settings):
    audit = passed_audit(settings)
    change_marts(
        settings,
        "update marts.orders set net_amount = net_amount + 1 where order_id = 'shopify:order:7-0'",
    )
    with pytest.raises(DataError, match="changed after their audit"):
        run_publish(settings, audit)


def test_accepts_a_build_that_changed_nothing(settings):
    audit = passed_audit(settings)
    change_marts(
        settings, "create or replace table marts.orders as from marts.orders order by order_id desc"
    )
    assert run_publish(settings, audit)["version"] == "v000001-2026-06-30"


STEPS = ["write_parquet", "write_database", "finish", "switch_to"]


def step_owner(step):
    return command if hasattr(command, step) else VersionStore


@pytest.mark.parametrize("step", STEPS)
def test_a_failure_at_any_step_leaves_the_published_version(settings, monkeypatch, step):
    publish(settings)
    before = snapshot(settings.published / "current")
    change_marts(settings, "delete from marts.touchpoints")

    def fail(*_, **__):
        raise OSError("broken")

    monkeypatch.setattr(step_owner(step), step, fail)
    with pytest.raises(DataError, match=r"nothing was published.*broken"):
        publish(settings)
    assert snapshot(settings.published / "current") == before
    assert not list(settings.published.rglob("*.tmp"))


@pytest.mark.parametrize("step", STEPS)
def test_a_publication_killed_after_any_step_leaves_a_whole_version(settings, step):
    publish(settings)
    before = snapshot(settings.published / "current")
    change_marts(settings, "delete from marts.touchpoints")
    killed = run_python(
        f"""
from tiny_project import passed_audit
from c360.commands import publish as command
from c360.publishing.versions import VersionStore
owner = command if hasattr(command, {step!r}) else VersionStore
original = getattr(owner, {step!r})
def kill_after(*given, **named):
    original(*given, **named)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(owner, {step!r}, kill_after)
command.run_publish(settings, passed_audit(settings))
""",
        settings,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    after = snapshot(settings.published / "current")
    assert (after != before) == (step == "switch_to")
    publish(settings)
    assert not list(settings.published.rglob("*.tmp"))
    with duckdb.connect(str(settings.published / "customer_360.duckdb"), read_only=True) as reader:
        assert reader.execute("select count(*) from marts.touchpoints").fetchone() == (0,)


def test_full_disk_is_one_line_with_bytes_and_leaves_the_published_version(settings):
    publish(settings)
    before = snapshot(settings.published / "current")
    change_marts(
        settings,
        "create table marts.large as select i, md5(cast(i as varchar)) as text "
        "from range(200000) as numbers(i)",
    )
    (settings.project / "dbt_project.yml").write_text("name: tiny\n")
    settings.audit_folder.mkdir(parents=True)
    (settings.audit_folder / "result.json").write_text(json.dumps(passed_audit(settings)))

    def limit_file_size():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

    full = run_python(
        f"from c360.cli import main; "
        f"sys.argv = ['c360', 'publish', '--project', {str(settings.project)!r}]; main()",
        settings,
        preexec_fn=limit_file_size,
    )
    assert full.returncode == 1
    assert "Traceback" not in full.stderr
    message = [line for line in full.stderr.splitlines() if line.startswith("error")]
    assert len(message) == 1
    assert "no room for a new version in" in message[0]
    assert "bytes needed" in message[0]
    assert "free" in message[0]
    assert snapshot(settings.published / "current") == before
    assert not list(settings.published.rglob("*.tmp"))


def test_too_little_room_is_seen_before_anything_is_written(settings, monkeypatch):
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: Usage())
    with pytest.raises(DataError, match=r"no room for a new version.*12 free"):
        publish(settings)
    assert list((settings.published / "versions").iterdir()) == []


class Usage:
    free = 12


def test_the_estimate_of_room_covers_what_is_written(settings):
    change_marts(
        settings,
        "create table marts.large as select i, md5(cast(i as varchar)) as text "
        "from range(200000) as numbers(i)",
    )
    publish(settings)
    written = sum(len(content) for content in snapshot(settings.published / "current").values())
    with connect(settings, read_only=True) as warehouse:
        needed = disk.needed_bytes(settings, warehouse)
    assert written <= needed <= 4 * written


def test_locked_warehouse_is_said_in_one_line(settings):
    audit = passed_audit(settings)
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import duckdb, sys; connection = duckdb.connect(sys.argv[1]); "
            "print('open', flush=True); sys.stdin.read()",
            str(settings.database),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        holder.stdout.readline()
        with pytest.raises(UsageError, match=f"in use by process {holder.pid}"):
            run_publish(settings, audit)
    finally:
        holder.communicate(b"")


def test_two_publications_at_once_are_refused(settings):
    with (
        VersionStore(settings.published).locked(),
        pytest.raises(DataError, match=r"another publication into .* is running"),
    ):
        publish(settings)


def test_a_folder_that_cannot_be_made_is_said_with_the_remedy(tmp_path):
    (tmp_path / "notes.txt").write_text("a file where a folder is asked for")
    store = VersionStore(tmp_path / "notes.txt" / "published")
    told = r"published cannot be written \(.*\): correct the folder"
    with pytest.raises(UsageError, match=told), store.locked():
        pass


def test_a_foreign_file_in_the_published_folder_is_not_replaced(settings):
    settings.published.mkdir()
    (settings.published / "customer_360.duckdb").write_text("mine")
    with pytest.raises(UsageError, match="was not written by c360 publish"):
        publish(settings)
    assert (settings.published / "customer_360.duckdb").read_text() == "mine"


def test_a_key_that_the_mart_lacks_is_named(settings):
    change_marts(settings, "alter table marts.orders rename order_id to order_key")
    with pytest.raises(DataError, match="mart orders has no column 'order_id'"):
        publish(settings)


def test_missing_manifest_is_said_with_the_remedy(settings):
    (settings.project / "target" / "manifest.json").unlink()
    with pytest.raises(DataError, match=r"manifest.json is missing: run 'c360 build'"):
        publish(settings)


def test_empty_warehouse_is_refused(settings):
    change_marts(settings, "drop schema marts cascade")
    with pytest.raises(DataError, match="no table in schema marts"):
        publish(settings)
