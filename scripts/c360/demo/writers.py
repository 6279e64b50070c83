"""Files: one Parquet or CSV file per table and chunk, put in place when all are written."""

import json
import shutil
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from c360.demo.columns import spelled_out

CSV_SOURCES = {"pos"}
_SPECIAL = '[;"\n]'


def write_table(path: Path, table: pa.Table) -> None:
    """Write one Parquet file; the bytes depend on the rows only.

    The Arrow schema is left out: readers see plain text, however it was held in memory.
    """
    distinct = {"id", "uuid", "_fivetran_id", "_fivetran_synced", "token", "cart_token"}
    pq.write_table(
        table,
        path,
        compression="zstd",
        compression_level=1,
        use_dictionary=[name for name in table.column_names if name not in distinct],
        store_schema=False,
    )


def write_csv(path: Path, table: pa.Table) -> None:
    """Write a till's CSV: UTF-8, header line, ``;``, nothing for null, quotes only where needed."""
    cells = [_cells(table.column(name)) for name in table.column_names]
    lines = pc.binary_join_element_wise(*cells, ";")
    lines = pc.binary_join_element_wise(lines, "", "\n")
    with path.open("wb") as file:
        file.write((";".join(table.column_names) + "\n").encode())
        for part in lines.chunks if isinstance(lines, pa.ChunkedArray) else [lines]:
            file.write(_characters(part))


def _cells(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Quote what needs quotes and turn nulls into nothing."""
    column = pc.fill_null(spelled_out(column), "")
    special = pc.match_substring_regex(column, _SPECIAL)
    if not pc.any(special).as_py():
        return column
    doubled = pc.replace_substring(column, '"', '""')
    return pc.if_else(special, pc.binary_join_element_wise('"', doubled, '"', ""), column)


def _characters(array: pa.StringArray) -> memoryview:
    """Return the text of an array, end to end, from its data buffer."""
    if not len(array):
        return memoryview(b"")
    offsets = np.frombuffer(array.buffers()[1], dtype=np.int32)[
        array.offset : array.offset + len(array) + 1
    ]
    return memoryview(array.buffers()[2])[offsets[0] : offsets[-1]]


class RawFolder:
    """Collects the parts of every table beside the final place, then swaps them in."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.staging = out / ".incoming"
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        self.parts: dict[tuple[str, str], list[Path]] = {}

    def write(self, source: str, name: str, chunk: int, table: pa.Table) -> None:
        """Write the part of one chunk."""
        folder = self.staging / source / name
        folder.mkdir(parents=True, exist_ok=True)
        suffix = "csv" if source in CSV_SOURCES else "parquet"
        path = folder / f"part-{chunk:04d}.{suffix}"
        (write_csv if suffix == "csv" else write_table)(path, table)
        self.parts.setdefault((source, name), []).append(path)

    def put_in_place(self, facts: dict[str, object]) -> None:
        """Replace earlier output of the same tables; one part becomes one file."""
        for (source, name), parts in self.parts.items():
            folder = self.out / source
            folder.mkdir(parents=True, exist_ok=True)
            for old in (folder / name, folder / f"{name}.parquet", folder / f"{name}.csv"):
                if old.is_dir():
                    shutil.rmtree(old)
                else:
                    old.unlink(missing_ok=True)
            if len(parts) == 1:
                parts[0].rename(folder / f"{name}{parts[0].suffix}")
            else:
                parts[0].parent.rename(folder / name)
        shutil.rmtree(self.staging)
        (self.out / "export.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
