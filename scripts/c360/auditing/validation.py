"""Runs expectations over pandas frames with Great Expectations, and writes the Data Docs."""

import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# Read when Great Expectations is imported: it sends nothing anywhere.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import pandas as pd
from great_expectations.data_context.types.base import (
    DataContextConfig,
    InMemoryStoreBackendDefaults,
    ProgressBarsConfig,
)

from c360.auditing.result import judged
from c360.expectations.subject import Subject

SITE = "audit"
SAMPLE_ROWS = 5


@contextmanager
def quiet() -> Iterator[None]:
    """Neither warnings nor log lines: what matters is in the result."""
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


class Auditor:
    """One audit: an ephemeral context whose only trace are the Data Docs in ``docs``."""

    def __init__(self, docs: Path) -> None:
        shutil.rmtree(docs, ignore_errors=True)
        self.docs = docs
        config = DataContextConfig(
            store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False),
            progress_bars=ProgressBarsConfig(globally=False),
            analytics_enabled=False,
        )
        with quiet():
            self.context = gx.get_context(mode="ephemeral", project_config=config)
            self.context.add_data_docs_site(
                site_name=SITE,
                site_config={
                    "class_name": "SiteBuilder",
                    "store_backend": {
                        "class_name": "TupleFilesystemStoreBackend",
                        "base_directory": str(docs),
                    },
                    "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                },
            )
            self.source = self.context.data_sources.add_pandas("marts")

    def judge(self, subject: Subject, frame: pd.DataFrame) -> list[dict[str, Any]]:
        """Hold the subject's expectations against its rows; one entry of the result for each."""
        with quiet():
            asset = self.source.add_dataframe_asset(subject.name)
            suite = gx.ExpectationSuite(subject.name, expectations=subject.expectations)
            definition = gx.ValidationDefinition(
                name=subject.name,
                data=asset.add_batch_definition_whole_dataframe("all rows"),
                suite=self.context.suites.add(suite),
            )
            outcome = self.context.validation_definitions.add(definition).run(
                batch_parameters={"dataframe": frame},
                result_format={
                    "result_format": "SUMMARY",
                    "unexpected_index_column_names": list(subject.keys),
                    "partial_unexpected_count": SAMPLE_ROWS,
                },
            )
        return [judged(subject, result.to_json_dict(), frame) for result in outcome.results]

    def write_docs(self) -> Path:
        """Write the Data Docs; returns their first page."""
        with quiet():
            self.context.build_data_docs(site_names=[SITE])
        return self.docs / "index.html"
