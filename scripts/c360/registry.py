"""Which sources take part in a run, and which contracts each one supplies."""

import difflib
from pathlib import Path
from typing import Any

import yaml

from c360.errors import UsageError
from c360.settings import Settings

# Supplied by every source without being listed: what became of its raw rows.
BOOKKEEPING = {"row_outcomes", "raw_volumes"}
# The folder that stages what landing itself writes down; no source that a run could name.
OWN_FOLDER = "landing"


def did_you_mean(name: str, known: list[str]) -> str:
    """' (did you mean …?)' when a known name is near, else ''."""
    nearest = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    return f" (did you mean '{nearest[0]}'?)" if nearest else ""


def known_sources(project: Path) -> list[str]:
    """The folders of models/staging that declare a source, sorted."""
    declared = (project / "models" / "staging").glob("*/_*__sources.yml")
    return sorted(
        file.parent.name
        for file in declared
        if file.name == f"_{file.parent.name}__sources.yml" and file.parent.name != OWN_FOLDER
    )


def contracts_in_folder(project: Path, source: str) -> list[str]:
    """The contracts for which a source's folder holds a model, sorted."""
    models = project / "models"
    conformed = (models / "intermediate" / "conformed").glob("int_conformed__*.sql")
    contracts = {model.stem.removeprefix("int_conformed__") for model in conformed} - BOOKKEEPING
    folder = models / "staging" / source / "contract"
    return sorted(name for name in contracts if (folder / f"stg_{source}__{name}.sql").is_file())


def default_registry(project: Path) -> dict[str, list[str]]:
    """The var ``sources`` of dbt_project.yml."""
    file = project / "dbt_project.yml"
    try:
        declared: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        reason = " ".join(str(error).split())
        raise UsageError(f"{file.name} cannot be read ({reason})", "correct it") from None
    registry = (declared.get("vars") or {}).get("sources")
    if not isinstance(registry, dict) or not registry:
        raise UsageError(
            "setting 'sources' in dbt_project.yml is empty or no mapping",
            "list at least one source with its contracts",
        )
    return registry


def registry_of(settings: Settings) -> dict[str, list[str]]:
    """The sources of this run with their contracts: those asked for, else the project's registry.

    A source that the project's registry lacks supplies every contract that its folder has a model
    for. Raises UsageError for a source without a folder.
    """
    registered = default_registry(settings.project)
    known = known_sources(settings.project)
    asked = settings.sources or tuple(sorted(registered))
    setting = "--sources" if settings.sources else "setting 'sources' in dbt_project.yml"
    for name in asked:
        if name not in known:
            raise UsageError(
                f"{setting} names '{name}', which has no folder models/staging/{name}"
                f"{did_you_mean(name, known)}",
                f"known are {', '.join(known)}",
            )
    return {
        name: registered.get(name) or contracts_in_folder(settings.project, name) for name in asked
    }
