"""Two publications of the same exports, compared mart by mart and row by row."""

import json
from pathlib import Path

import duckdb

TOLERANCE = 1e-9


def marts_of(published: Path) -> dict[str, dict]:
    """The marts of a manifest: rows, primary key, columns with their types."""
    return json.loads((published / "manifest.json").read_text())["marts"]


def rows_of(published: Path, mart: str) -> str:
    return f"read_parquet('{published}/parquet/{mart}/{mart}.parquet')"


def differences(left: Path, right: Path) -> list[str]:
    """What differs: marts, columns, types, and rows told by their keys.

    Everything has to be equal, doubles within TOLERANCE of the larger (or of 1).
    """
    left_marts, right_marts = marts_of(left), marts_of(right)
    if left_marts.keys() != right_marts.keys():
        return [f"marts: {sorted(left_marts.keys() ^ right_marts.keys())} in one only"]
    found = []
    for mart, described in left_marts.items():
        if described["columns"] != right_marts[mart]["columns"]:
            found.append(f"{mart}: columns or types differ")
        else:
            found += differing_rows(left, right, mart, described)
    return found


def differing_rows(left: Path, right: Path, mart: str, described: dict) -> list[str]:
    """Up to three rows of one mart that are not the same on both sides."""
    key = [f'"{column}"' for column in described["primary_key"]]
    others = [column for column in described["columns"] if f'"{column["name"]}"' not in key]
    same = " and ".join(
        f"left_rows.{column} is not distinct from right_rows.{column}" for column in key
    )
    unequal = [unequal_values(column["name"], column["type"]) for column in others]
    named = [
        f"case when {rule} then '{column['name']}' end"
        for rule, column in zip(unequal, others, strict=True)
    ]
    one_side = f"left_rows.{key[0]} is null or right_rows.{key[0]} is null"
    cursor = duckdb.execute(
        f"""
        select {", ".join(f"coalesce(left_rows.{column}, right_rows.{column})" for column in key)},
            {one_side} as is_on_one_side,
            concat_ws({", ".join(["', '", "null", *named])}) as differing
        from {rows_of(left, mart)} as left_rows
        full join {rows_of(right, mart)} as right_rows on {same}
        where {" or ".join([one_side, *unequal])}
        limit 3
        """
    )
    return [f"{mart}: {row}" for row in cursor.fetchall()]


def unequal_values(column: str, data_type: str) -> str:
    """The condition under which a column's values are not the same."""
    left, right = f'left_rows."{column}"', f'right_rows."{column}"'
    if data_type != "DOUBLE":
        return f"{left} is distinct from {right}"
    within = f"abs({left} - {right}) <= {TOLERANCE} * greatest(1, abs({left}), abs({right}))"
    return f"({left} is distinct from {right} and not coalesce({within}, false))"
