"""The company's own files as they fill: who is known to which tool, and what became of messages."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from c360.demo.columns import moment, same, text
from c360.demo.export import Export
from c360.demo.rows import Flaws

SOURCE = "files"
_COST = pa.decimal128(18, 4)


@dataclass
class OwnFiles:
    """The rows of the own files, block by block."""

    contacts: list[dict[str, pa.Array]] = field(default_factory=list)
    identifiers: list[tuple[np.ndarray, str, np.ndarray, np.ndarray]] = field(default_factory=list)
    consents: list[tuple[np.ndarray, str, str, np.ndarray]] = field(default_factory=list)
    events: list[tuple[np.ndarray, ...]] = field(default_factory=list)

    def export(self, export: Export) -> None:
        """Export contacts, identifiers, consents and touchpoints."""
        _export_people(export, self)
        _export_touchpoints(export, self)


def _export_people(export: Export, files: OwnFiles) -> None:
    """Export contacts, identifiers and consents."""
    contacts = pa.concat_tables([pa.table(block) for block in files.contacts])
    flaws = Flaws(
        date="created_at",
        updated="updated_at",
        created="created_at",
        older={"email": None},
        order_by=("created_at", "record_id"),
    )
    export.add(
        SOURCE, "contacts", dict(zip(contacts.column_names, contacts.columns, strict=True)), flaws
    )
    record_id, kind, value, since = _stacked(
        [
            (who, np.full(len(who), kind), value, when)
            for who, kind, value, when in files.identifiers
        ]
    )
    columns = {
        "record_id": text(record_id),
        "identifier_type": text(kind),
        "identifier_value": text(value),
        "first_seen_at": moment(since),
        "last_seen_at": moment(since),
    }
    export.add(SOURCE, "identifiers", columns, Flaws(order_by=("record_id", "identifier_type")))
    record_id, channel, evidence, when = _stacked(
        [
            (who, np.full(len(who), channel), np.full(len(who), evidence), when)
            for who, channel, evidence, when in files.consents
        ]
    )
    count = len(record_id)
    ids = [f"{who}/{what}" for who, what in zip(record_id, channel, strict=True)]
    columns = {
        "consent_id": text(ids),
        "record_id": text(record_id),
        "channel": text(channel),
        "purpose": same("marketing", count),
        "status": same("granted", count),
        "basis": same("express", count),
        "evidence": text(evidence),
        "occurred_at": moment(when),
    }
    export.add(SOURCE, "consents", columns, Flaws(order_by=("occurred_at", "consent_id")))


def _stacked(blocks: list[tuple[np.ndarray, ...]]) -> list[np.ndarray]:
    """Put blocks of columns on top of each other; texts become objects."""
    columns = [np.concatenate(parts) for parts in zip(*blocks, strict=True)]
    return [c.astype(object) if c.dtype.kind == "U" else c for c in columns]


def _export_touchpoints(export: Export, files: OwnFiles) -> None:
    """Export the events of all messages."""
    message, record_id, channel, campaign, said, cents, when = _stacked(files.events)
    count = len(message)
    ids = [f"{what}/{event}" for what, event in zip(message, said, strict=True)]
    columns = {
        "touchpoint_id": text(ids),
        "record_id": text(record_id),
        "channel": text(channel),
        "campaign_id": text(campaign),
        "message_id": text(message),
        "purpose": same("marketing", count),
        "event": text(said),
        "cost": _cost(cents),
        "currency": text(np.where(cents > 0, "CAD", None)),
        "occurred_at": moment(when),
    }
    flaws = Flaws(date="occurred_at", order_by=("occurred_at", "touchpoint_id"))
    export.add(SOURCE, "touchpoints", columns, flaws)


def _cost(cents: np.ndarray) -> pa.Array:
    """Turn hundredths of a cent into decimal(18, 4), exactly; 0 is unknown."""
    halves = np.empty((len(cents), 2), dtype=np.int64)
    halves[:, 0], halves[:, 1] = cents, 0
    known = np.packbits(cents > 0, bitorder="little")
    buffers = [pa.py_buffer(known), pa.py_buffer(halves)]
    return pa.Array.from_buffers(_COST, len(cents), buffers)
