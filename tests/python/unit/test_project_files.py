"""What dbt does not check on DuckDB: YAML keys by dbt's own schemas, and the house rules."""

import json
import re
from pathlib import Path

import dbt.jsonschemas
import pytest
import yaml
from jsonschema.validators import Draft7Validator, extend

PROJECT = Path(__file__).resolve().parents[3]
SCHEMAS = Path(dbt.jsonschemas.__file__).parent
PROPERTY_FILES = sorted(
    path
    for folder in ("models", "seeds", "macros", "tests/dbt")
    for path in PROJECT.glob(f"{folder}/**/*.yml")
)


def accepts_dates_and_jinja(validator, types, instance, schema):
    """YAML reads 2026-01-01 as a date, where the schema wants text; Jinja may make a boolean."""
    if str(instance).startswith("{{"):
        return None
    if "string" in types and hasattr(instance, "isoformat"):
        return None
    return Draft7Validator.VALIDATORS["type"](validator, types, instance, schema)


def errors_of(path, schema_name):
    schema = json.loads((SCHEMAS / schema_name).read_text())
    validator = extend(Draft7Validator, {"type": accepts_dates_and_jinja})(schema)
    content = yaml.safe_load(path.read_text())
    return [
        f"{'.'.join(map(str, error.absolute_path))}: {error.message[:200]}"
        for error in validator.iter_errors(content)
    ]


def sql_code(path):
    """A SQL file without its comments."""
    return re.sub(r"\{#.*?#\}|/\*.*?\*/|--[^\n]*", " ", path.read_text(), flags=re.DOTALL)


def files_with(pattern, *globs):
    """SQL files whose code matches the pattern, relative to the project."""
    return [
        str(path.relative_to(PROJECT))
        for glob in globs
        for path in sorted(PROJECT.glob(glob))
        if re.search(pattern, sql_code(path), re.I)
    ]


@pytest.mark.parametrize("path", PROPERTY_FILES, ids=lambda path: str(path.relative_to(PROJECT)))
def test_property_file_has_only_keys_that_dbt_knows(path):
    assert errors_of(path, "resources/latest.json") == []


def test_a_misspelled_key_is_found(tmp_path):
    wrong = tmp_path / "wrong.yml"
    wrong.write_text("models: [{name: x, columns: [{name: y, data_test: [unique]}]}]")
    assert errors_of(wrong, "resources/latest.json")


def test_project_file_has_only_keys_that_dbt_knows():
    newest = sorted((SCHEMAS / "project").glob("*.json"))[-1]
    assert errors_of(PROJECT / "dbt_project.yml", newest.relative_to(SCHEMAS)) == []


def test_the_clock_is_as_of_only():
    clock = r"\b(current_timestamp|current_date|now\(\)|getdate\(\)|today\(\))"
    globs = ("models/**/*.sql", "macros/**/*.sql", "analyses/**/*.sql", "tests/dbt/**/*.sql")
    assert files_with(clock, *globs) == []


def test_engine_specific_sql_lives_in_adapters():
    engine = r"\b(duckdb|spark|default)__|target\.type|adapter\.dispatch"
    found = files_with(engine, "macros/**/*.sql", "models/**/*.sql", "tests/dbt/**/*.sql")
    assert [path for path in found if not path.startswith("macros/adapters/")] == []


def test_sql_is_what_every_engine_understands():
    words = r"\b(varchar|qualify|any_value|group\s+by\s+all|order\s+by\s+all|exclude\s*\(|ilike)\b"
    functions = (
        r"(?<![.\w])(regexp_\w+|try_\w+|list_\w+|date_diff|datediff|strftime|strptime|epoch\w*)\("
    )
    shapes = r"::|\bfilter\s*\(\s*where|\binterval\s+'?\d|\blambda\b"
    globs = ("models/**/*.sql", "macros/**/*.sql", "tests/dbt/**/*.sql", "analyses/**/*.sql")
    found = files_with(f"{words}|{functions}|{shapes}", *globs)
    assert [path for path in found if not path.startswith("macros/adapters/")] == []


def macro_signatures():
    """Folder -> macro -> argument names, for macros that another SQL file calls."""
    folders = ("models", "macros", "tests/dbt", "analyses")
    files = {
        path: sql_code(path) for folder in folders for path in PROJECT.glob(f"{folder}/**/*.sql")
    }
    signatures = {}
    for path in PROJECT.glob("macros/*/*.sql"):
        for name, arguments in re.findall(r"{%-?\s*macro (\w+)\((.*?)\)\s*-?%}", files[path], re.S):
            called = rf"\b{name}\("
            if any(other != path and re.search(called, code) for other, code in files.items()):
                bare = re.sub(r"\([^)]*\)|\{[^}]*\}|'[^']*'", "", arguments)
                names = [part.split("=")[0].strip() for part in bare.split(",") if part.strip()]
                signatures.setdefault(path.parent.name, {})[name] = names
    return signatures


@pytest.mark.parametrize("folder", sorted(macro_signatures()))
def test_macros_are_documented_with_their_arguments(folder):
    declared = yaml.safe_load((PROJECT / f"macros/{folder}/_{folder}__macros.yml").read_text())
    documented = {
        macro["name"]: [argument["name"] for argument in macro.get("arguments", [])]
        for macro in declared["macros"]
    }
    signatures = macro_signatures()[folder]
    assert {name: documented.get(name) for name in signatures} == signatures


def test_sources_are_read_in_staging_only():
    assert files_with(r"\bsource\(", "models/intermediate/**/*.sql", "models/marts/**/*.sql") == []


def test_marts_do_not_read_staging():
    assert files_with(r"ref\(\s*['\"]stg_", "models/marts/**/*.sql") == []


def test_locks_name_no_package_index():
    locks = list(PROJECT.glob("requirements*.lock"))
    assert locks
    for lock in locks:
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert not re.search(r"https?://|index-url|file:", text), lock.name


def keys_of_windows(code):
    """The keys after `order by` in every over(…), as text."""
    for found in re.finditer(r"\bover\s*\(", code):
        depth, end = 1, found.end()
        while depth:
            depth += {"(": 1, ")": -1}.get(code[end], 0)
            end += 1
        inside = re.sub(r"{%.*?%}", " ", code[found.end() : end - 1], flags=re.S)
        ordered = re.split(r"\border\s+by\b", inside)[1:]
        for keys in (re.split(r"\brows\s+between\b", part)[0] for part in ordered):
            # Commas between brackets belong to a call.
            while re.search(r"\([^()]*\)", keys):
                keys = re.sub(r"\([^()]*\)", " ", keys)
            yield from (" ".join(key.split()) for key in keys.split(","))


def test_ascending_keys_of_windows_say_where_nulls_go():
    """DuckDB puts them last, Spark first; with `desc` both put them last, and a `case` has none."""
    found = [
        f"{path.relative_to(PROJECT)}: {key}"
        for folder in ("models", "macros")
        for path in sorted(PROJECT.glob(f"{folder}/**/*.sql"))
        for key in keys_of_windows(sql_code(path))
        if not re.search(r"\bnulls (first|last)$|\bdesc$|^case\b|^{{|^$", key)
    ]
    assert found == []


def test_letters_and_blanks_are_changed_by_adapter_macros():
    """lower(), upper() and trim() do not treat İ, Σ, ß and the no-break space alike everywhere."""
    found = files_with(
        r"(?<![.\w])(lower|upper|trim|concat)\(", "models/**/*.sql", "macros/**/*.sql"
    )
    assert [path for path in found if not path.startswith("macros/adapters/")] == []


# How models are built on one engine: tests/python holds what shows that they are built alike.
BUILDING = {
    "components_materialization",
    "connected_components",
    "drop_round_tables",
    "fill_table",
    "generations",
    "is_update",
    "kept_up_materialization",
    "known_tables",
    "limit_memory",
    "plan_update",
    "register_raw_tables",
}


def test_adapter_macros_exist_for_both_engines_and_have_their_test():
    paths = sorted(PROJECT.glob("macros/adapters/*.sql"))
    for path in (path for path in paths if path.stem not in BUILDING):
        code = sql_code(path)
        for name in re.findall(r"adapter\.dispatch\('(\w+)'", code):
            engines = set(re.findall(rf"macro (\w+)__{name}\(", code))
            assert "default" in engines or engines == {"duckdb", "spark"}, path.name
            test = PROJECT / "tests" / "dbt" / "adapters" / path.name
            assert test.is_file(), f"no test {test.name}"


def test_tests_of_adapter_macros_are_tagged():
    """`c360 build` leaves them out by their tag: they test the code, not the data."""
    tests = sorted(PROJECT.glob("tests/dbt/adapters/*.sql"))
    assert tests
    assert [path.name for path in tests if "tags=['adapter']" not in path.read_text()] == []
