"""What dbt knows about the marts, read from ``target/manifest.json`` of the last parse or build."""

import json
from dataclasses import dataclass
from typing import Any

from c360.errors import DataError
from c360.marts import MARTS_SCHEMA
from c360.settings import Settings


@dataclass(frozen=True)
class MartDescription:
    """One mart as its YAML describes it; ``primary_key`` is empty when none is declared."""

    name: str
    unique_id: str
    description: str
    column_descriptions: dict[str, str]
    primary_key: tuple[str, ...]


def read_manifest(settings: Settings) -> dict[str, Any]:
    """Return the whole manifest; raises DataError when there is none or it is broken."""
    path = settings.project / "target" / "manifest.json"
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(f"{path} is missing", "run 'c360 build', which writes it") from None
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read ({error})", "run 'c360 build' again") from error


def describe_marts(manifest: dict[str, Any]) -> dict[str, MartDescription]:
    """Every enabled model of schema marts, by the name of its table."""
    marts = {}
    for unique_id, node in manifest["nodes"].items():
        if node["resource_type"] != "model" or node["schema"] != MARTS_SCHEMA:
            continue
        columns = node["columns"].values()
        marts[node["alias"]] = MartDescription(
            name=node["alias"],
            unique_id=unique_id,
            description=node["description"].strip(),
            column_descriptions={
                column["name"]: column["description"].strip() for column in columns
            },
            primary_key=tuple(node["config"].get("meta", {}).get("primary_key", ())),
        )
    return dict(sorted(marts.items()))
