"""A company that goes through the builds of ``identity_scenarios``."""

import csv
import random
from dataclasses import dataclass, field
from pathlib import Path

from c360.settings import DUCKDB, Settings
from c360.warehouse import connect
from identity_scenarios import COLUMNS, IDENTIFIERS, SCENARIOS, SEEDS, state
from scratch import Outcome, call_c360

NODES = (
    "+identity_events +customer_id_redirects +identity_refused_links +identity_links "
    "+identity_blocked_identifiers"
)


@dataclass
class Company:
    """A project and what each of its builds on an engine left."""

    project: Path
    engine: str = DUCKDB
    customers: dict[str, dict[str, str]] = field(default_factory=dict)

    def change_seeds(self, build: int) -> None:
        """Change the seeds as a person does before this build."""
        for seed, lines in SEEDS.get(build, {}).items():
            with (self.project / "seeds" / "config" / f"{seed}.csv").open("a") as handle:
                handle.write(f"{lines}\n")

    def land(self, build: int, shuffled: bool = False) -> None:
        """Write the records of a build into files and land them."""
        rows = [row for states in SCENARIOS.values() for row in state(states, build)]
        if shuffled:
            random.Random(build).shuffle(rows)
        folder = self.project / "mine"
        folder.mkdir(exist_ok=True)
        with (folder / "contacts.csv").open("w", newline="", encoding="utf-8") as handle:
            writer = csv.DictWriter(handle, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        lines = [",".join(row) for row in IDENTIFIERS]
        header = "record_id,identifier_type,identifier_value"
        (folder / "identifiers.csv").write_text("\n".join([header, *lines, ""]))
        given = ("--raw", "mine", "--as-of", f"2026-06-{build:02}")
        outcome = self.call("land", *given)
        assert outcome.exit_code == 0, outcome.stderr

    def build(self, *more: str) -> str:
        """Build what identity needs; the error, if any."""
        outcome = self.call("build", "--select", NODES, *more)
        return outcome.error if outcome.exit_code else ""

    def skip_data_tests(self) -> None:
        """Build models and seeds only from here on."""
        with (self.project / "dbt_project.yml").open("a") as handle:
            handle.write("\ndata_tests:\n  +enabled: false\n")

    def call(self, command: str, *arguments: str) -> Outcome:
        """Call ``c360`` on this engine with the source files alone."""
        here = ("--engine", self.engine, "--sources", "files")
        return call_c360(self.project, command, *here, *arguments)

    def remember(self, moment: str) -> None:
        """Keep which customer each record has now."""
        self.customers[moment] = dict(
            self.query(
                "select record_id, customer_id from intermediate.int_identity__customer_records"
            )
        )

    def query(self, sql: str) -> list[tuple]:
        """Rows of the warehouse."""
        settings = Settings(project=self.project, engine=self.engine)
        with connect(settings, read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def marts(self) -> dict[str, list[tuple]]:
        """All rows of the identity marts, as they lie in their order."""
        tables = (
            "identity_ledger",
            "identity_events",
            "customer_id_redirects",
            "identity_refused_links",
            "identity_links",
        )
        return {table: self.query(f"select * from marts.{table} order by all") for table in tables}

    def id_of(self, record_id: str, build: int | str) -> str:
        """The customer of a record after a build."""
        return self.customers[str(build)][record_id]

    def ids_of(self, scenario: str, build: int | str) -> set[str]:
        """The customers of a scenario after a build."""
        number = build if isinstance(build, int) else 5
        return {self.id_of(row["record_id"], build) for row in state(SCENARIOS[scenario], number)}

    def events_of(self, *ids: str, run: int) -> set[tuple]:
        """(kind, from, to, cause, records) of a run in which one of the ids takes part."""
        listed = ", ".join(f"'{customer_id}'" for customer_id in ids)
        return set(
            self.query(
                "select kind, from_customer_id, to_customer_id, cause, record_count "
                f"from marts.identity_events where run_number = {run} "
                f"and (from_customer_id in ({listed}) or to_customer_id in ({listed}))"
            )
        )

    def redirect_of(self, customer_id: str) -> str | None:
        """Where an id leads to after the last build."""
        ((found,),) = self.query(
            "select customer_id from marts.customer_id_redirects "
            f"where issued_customer_id = '{customer_id}'"
        )
        return found
