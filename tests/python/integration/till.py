"""A small source of its own, so that the landing tests depend on no real one."""

from pathlib import Path

SOURCES_YAML = """
version: 2
sources:
  - name: till
    description: A till.
    schema: raw_till
    config:
      meta:
        csv: {delimiter: ";", encoding: utf-8}
    tables:
      - name: receipt
        description: One row per receipt.
        config: {meta: {required: true}}
        columns:
          - {name: receipt_no, data_type: string, config: {meta: {required: true}}}
          - {name: amount, data_type: "decimal(18, 2)"}
          - {name: sold_at, data_type: timestamp}
      - name: store
        description: One row per store.
        columns:
          - {name: store_code, data_type: string, config: {meta: {required: true}}}
          - {name: name, data_type: string}
"""
RECEIPTS = "receipt_no;amount;sold_at\n1;10,50;2026-01-02\n2;3;2026-01-03\n"


def add_till(project: Path, receipts: str | bytes | None = RECEIPTS) -> Path:
    """Declare the source in the project and write its receipts; the source's raw folder."""
    declared = project / "models" / "staging" / "till"
    declared.mkdir(parents=True)
    (declared / "_till__sources.yml").write_text(SOURCES_YAML)
    folder = project / "data" / "raw" / "till"
    folder.mkdir(parents=True)
    if receipts is not None:
        content = receipts.encode() if isinstance(receipts, str) else receipts
        (folder / "receipt.csv").write_bytes(content)
    return folder
