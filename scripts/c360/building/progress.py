"""What a person sees while dbt runs: one bar over its nodes."""

from types import TracebackType
from typing import Any, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from c360.console import notices


class NodeProgress:
    """A bar fed by dbt's events; gone when dbt is done."""

    def __init__(self) -> None:
        self._bar = Progress(
            TextColumn("build"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("[dim]{task.description}"),
            console=notices,
            transient=True,
            disable=not notices.is_terminal,
        )
        self._task = self._bar.add_task("parse the project", total=None)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def see(self, event: Any) -> None:
        """Take one dbt event into account."""
        name = event.info.name
        if name == "LogStartLine":
            self._bar.update(self._task, total=event.data.total)
        elif name == "NodeStart":
            self._bar.update(self._task, description=event.data.node_info.node_name)
        elif name == "NodeFinished":
            self._bar.advance(self._task)
