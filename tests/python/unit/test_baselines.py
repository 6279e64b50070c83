"""What others make of the same records: who is joined with whom by which evidence."""

import duckdb
import pytest
from c360.evaluation import baselines
from c360.settings import Settings

FEATURES = {
    # record: given name, family name, birth date, postal code
    "shop-1": ("ann", "roy", "19800229", "H2X1Y4"),
    "crm-1": ("ann", "roy", "19800229", None),
    "web-1": (None, None, None, None),
    "web-2": (None, None, None, None),
    "mail-1": ("anne", "roy", None, None),
}


@pytest.fixture
def settings(tmp_path):
    """A warehouse with five records: a device of the CRM's and the web's, two without a link."""
    database = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("create schema intermediate")
        connection.execute(
            "create table intermediate.int_matching__features (record_id varchar, "
            "given_name varchar, family_name varchar, birth_date varchar, postal_code varchar, "
            "house_number varchar, street varchar)"
        )
        for record, features in FEATURES.items():
            connection.execute(
                "insert into intermediate.int_matching__features "
                "values (?, ?, ?, ?, ?, null, null)",
                [record, *features],
            )
        connection.execute(
            "create table intermediate.int_identity__normalised_identifiers as from (values "
            "('crm-1', 'device_id', 'd1'), ('web-1', 'device_id', 'd1'), "
            "('web-1', 'email', 'till@shop.test'), ('web-2', 'email', 'till@shop.test'), "
            "('mail-1', 'email', null)) as rows (record_id, identifier_type, identifier_value)"
        )
        connection.execute(
            "create table intermediate.int_identity__links as from (values "
            "('crm-1', 'device_id', 'd1', 4), ('web-1', 'device_id', 'd1', 4), "
            "('web-1', 'email', 'till@shop.test', 2), "
            "('web-2', 'probable_match', 'web-2 = mail-1', 5), "
            "('mail-1', 'probable_match', 'web-2 = mail-1', 5)) "
            "as rows (record_id, identifier_type, identifier_value, tier)"
        )
    (tmp_path / "truth.csv").write_text(
        "record_id,person_id\nshop-1,ann\ncrm-1,ann\nweb-1,ann\nmail-1,ann\nweb-2,bob\n"
    )
    return Settings(project=tmp_path, database=database)


def test_exact_rules_join_by_identifiers_and_by_names(settings, monkeypatch):
    monkeypatch.setattr(baselines, "splink_pairs", lambda *_: [])
    found = baselines.evaluate_baselines(settings, settings.project / "truth.csv")
    # shop-1, crm-1, web-1 and, by the till's e-mail, web-2: three of six pairs are right.
    assert found["exact_rules"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_splinks_pairs_are_joined_by_accounts_and_devices_but_not_by_our_probable_links(
    settings, monkeypatch
):
    monkeypatch.setattr(baselines, "splink_pairs", lambda *_: [("shop-1", "crm-1")])
    found = baselines.evaluate_baselines(settings, settings.project / "truth.csv")
    # shop-1 and crm-1 by Splink, web-1 by the device.
    assert found["splink"] == {"precision": 1.0, "recall": 0.5, "f1": 0.666667}


def test_records_that_nothing_joins_are_alone(settings, monkeypatch):
    monkeypatch.setattr(baselines, "splink_pairs", lambda *_: [])
    monkeypatch.setattr(baselines, "UNCOMPARED_IDENTIFIERS", "select 'x', 'shop-1' where false")
    found = baselines.evaluate_baselines(settings, settings.project / "truth.csv")
    assert found["splink"] == {"precision": 1.0, "recall": 0.0, "f1": 0.0}
