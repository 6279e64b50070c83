"""The audit: sound marts pass, each planted fault is found and named, a failure stops publish."""

import json

import pytest
from c360 import cli
from c360.commands.audit import run_audit
from c360.commands.publish import run_publish
from c360.errors import DataError, UsageError
from tiny_project import change_marts, make_project

# Each fault, where it has to be found (suite, table, column), and how severe it is.
FAULTS = {
    "an id that is an e-mail address": (
        "update marts.customers set customer_id = 'ann@example.com' where phone like '%0007'",
        ("customers", "customers", "customer_id"),
        "critical",
    ),
    "a customer twice": (
        "insert into marts.customers from marts.customers where phone like '%0009'",
        ("keys", "customers", "customer_id"),
        "critical",
    ),
    "a value outside the enumeration": (
        "update marts.customers set customer_type = 'b3b' where phone like '%0011'",
        ("keys", "customers", "customer_type"),
        "critical",
    ),
    "an e-mail that is none": (
        "update marts.customers set email = 'none' where phone like '%0013'",
        ("customers", "customers", "email"),
        "critical",
    ),
    "a language that is no code": (
        "update marts.customers set language = 'French' where phone like '%0014'",
        ("customers", "customers", "language"),
        "warning",
    ),
    "a customer without record": (
        "update marts.customers set record_count = 0 where phone like '%0015'",
        ("customers", "customers", "record_count"),
        "critical",
    ),
    "somebody seen after as_of": (
        "update marts.customers set last_seen_at = '2026-07-01' where phone like '%0017'",
        ("customers", "customers", "is_seen_until_as_of"),
        "critical",
    ),
    "an identifier in two customers": (
        "insert into marts.customer_identifiers "
        "select 'another', * exclude (customer_id) from marts.customer_identifiers limit 1",
        ("keys", "customer_identifiers", "identifier_type, identifier_value"),
        "critical",
    ),
    "an identifier of nobody": (
        "insert into marts.customer_identifiers by name "
        "select 'nobody' as customer_id, 'email' as identifier_type, 'x@y.z' as identifier_value",
        ("customers", "customer_identifiers", "has_customer"),
        "critical",
    ),
    "a runaway merge": (
        "update marts.customers set record_count = 5000 where phone like '%0018'",
        ("customers", "customers", "largest_customer_share"),
        "critical",
    ),
    "revenue that is not the orders'": (
        "update marts.customers set net_revenue = net_revenue + 0.01 where phone like '%0019'",
        ("orders", "customers", "has_its_revenue"),
        "critical",
    ),
    "a lost order": (
        "delete from marts.orders where order_id = 'shopify:order:21-0'",
        ("orders", "customers", "has_its_orders"),
        "critical",
    ),
    "the line of a lost order": (
        "delete from marts.orders where order_id = 'shopify:order:22-0'",
        ("orders", "order_lines", "has_order"),
        "critical",
    ),
    "an order whose parts do not add up": (
        "update marts.orders set original_discount_amount = 3 "
        "where order_id = 'shopify:order:23-0'",
        ("orders", "orders", "is_net_of_its_parts"),
        "critical",
    ),
    "an order without rate": (
        "update marts.orders set net_amount = null where order_id = 'shopify:order:24-0'",
        ("orders", "orders", "is_converted"),
        "critical",
    ),
    "a touchpoint after as_of": (
        "update marts.touchpoints set occurred_at = '2026-07-01' "
        "where touchpoint_id = 'klaviyo:event:7'",
        ("orders", "touchpoints", "is_until_as_of"),
        "critical",
    ),
    "a score of 6": (
        "update marts.customer_rfm set monetary_score = 6 where monetary_amount = 32",
        ("segmentation", "customer_rfm", "monetary_score"),
        "critical",
    ),
    "a buyer with two scores": (
        "update marts.customer_rfm set frequency_score = null where monetary_amount = 30",
        ("segmentation", "customer_rfm", "is_scored_whole"),
        "critical",
    ),
    "one score for all": (
        "update marts.customer_rfm set recency_score = 1 where recency_score is not null",
        ("segmentation", "customer_rfm", "rfm_score_share"),
        "warning",
    ),
    "a buyer who is a prospect": (
        "update marts.customer_lifecycle set lifecycle_stage = 'prospect' "
        "where lifecycle_stage = 'active'",
        ("segmentation", "customer_lifecycle", "is_prospect_if_never_bought"),
        "critical",
    ),
    "a family without one customer": (
        "delete from marts.customer_segments where family = 'rfm' and customer_id in "
        "(select customer_id from marts.customers where phone like '%0021')",
        ("segmentation", "customer_segments", "has_every_customer_once"),
        "critical",
    ),
    "a segment that its mart does not tell": (
        "update marts.customer_segments set segment = 'asleep' where segment = 'active'",
        ("segmentation", "customer_segments", "is_as_in_its_mart"),
        "critical",
    ),
    "everybody in another segment at once": (
        "update marts.customer_segments set previous_segment = 'lost' where family = 'rfm'",
        ("segmentation", "customer_segments", "segment_moved_share"),
        "warning",
    ),
    "a message to one who must not be contacted": (
        "update marts.customer_channel_eligibility set is_eligible = true, refusal_reason = null "
        "where customer_id in (select customer_id from marts.customers where phone like '%0025')",
        ("pressure", "customer_channel_eligibility", "is_contactable_if_eligible"),
        "critical",
    ),
    "a refusal without a reason": (
        "update marts.customer_channel_eligibility set is_eligible = false "
        "where customer_id in (select customer_id from marts.customers where phone like '%0026')",
        ("pressure", "customer_channel_eligibility", "is_refused_with_a_reason"),
        "critical",
    ),
    "a plan for another state": (
        "update marts.customer_channel_eligibility set pressure_state = 'unreachable' "
        "where customer_id in (select customer_id from marts.customers where phone like '%0027')",
        ("pressure", "customer_channel_eligibility", "is_in_the_state_of_the_channel"),
        "critical",
    ),
    "a week that ends on a Monday": (
        "update marts.customer_pressure_history set week_end_date = '2026-06-29' "
        "where pressure_state = 'balance'",
        ("pressure", "customer_pressure_history", "is_sunday"),
        "critical",
    ),
    "an alert without a plan": (
        "update marts.pressure_signals set plan = null where signal_state = 'alert'",
        ("pressure", "pressure_signals", "has_its_plan"),
        "critical",
    ),
    "an alert of a week that is not judged": (
        "update marts.pressure_signals set is_judged = false where signal_state = 'alert'",
        ("pressure", "pressure_signals", "is_told_when_judged"),
        "critical",
    ),
    "an alert for a channel shift": (
        "update marts.pressure_signals set signal_state = 'alert' where is_channel_shift",
        ("pressure", "pressure_signals", "is_no_alert_when_shifted"),
        "critical",
    ),
    "a pressure of 101": (
        "update marts.customer_channel_pressure set pressure_score = 101 "
        "where pressure_state = 'balance'",
        ("pressure", "customer_channel_pressure", "pressure_score"),
        "critical",
    ),
    "everybody over-pressure": (
        "update marts.customer_pressure set pressure_state = 'over-pressure'",
        ("pressure", "customer_pressure", "over_pressure_share"),
        "warning",
    ),
    "a consent without basis": (
        "update marts.customer_contactability set basis = null "
        "where contact_point is not null and purpose = 'marketing'",
        ("consent", "customer_contactability", "has_its_reason"),
        "critical",
    ),
    "a consent that has expired": (
        "update marts.customer_contactability set expires_at = '2026-06-30' where is_contactable",
        ("consent", "customer_contactability", "is_not_expired"),
        "critical",
    ),
    "a case without a rule": (
        "update marts.customer_contactability set refusal_reason = 'no rule' "
        "where not is_contactable",
        ("consent", "customer_contactability", "has_a_rule"),
        "critical",
    ),
    "a customer without a decision": (
        "delete from marts.customer_contactability where purpose = 'marketing' "
        "and since_at = '2026-01-06'",
        ("consent", "customer_contactability", "has_all_decisions"),
        "critical",
    ),
    "an unsubscribe that nobody heeded": (
        "update marts.touchpoints set event = 'unsubscribed' "
        "where touchpoint_id = 'klaviyo:event:8'",
        ("consent", "customer_contactability", "is_refusal_heeded"),
        "critical",
    ),
    "a customer reachable without consent": (
        "update marts.customer_channel_pressure set is_reachable = true",
        ("consent", "customer_channel_pressure", "is_reached_with_consent"),
        "critical",
    ),
    "a lost raw row": (
        "update marts.source_reconciliation set rows_in = 126 where source = 'shopify'",
        ("raw_volumes", "source_reconciliation", "adds_up"),
        "critical",
    ),
    "a row set aside without trace": (
        "delete from marts.rejected_rows where row_key = 'bad-0'",
        ("raw_volumes", "source_reconciliation", "lists_what_is_set_aside"),
        "critical",
    ),
    "a table that is no model": (
        "create table marts.left_over as select 1 as i",
        ("inventory", "marts", "is_described"),
        "warning",
    ),
}


def entry_of(result, suite, table, column):
    """The one expectation of a column; of several the one that failed."""
    found = [
        entry
        for entry in result["expectations"]
        if (entry["suite"], entry["table"], entry["column"]) == (suite, table, column)
    ]
    return min(found, key=lambda entry: entry["success"])


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A sound project with its audit."""
    settings = make_project(tmp_path_factory.mktemp("sound") / "project")
    return settings, run_audit(settings)


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    """A project with all the faults at once, with its audit."""
    settings = make_project(tmp_path_factory.mktemp("broken") / "project")
    change_marts(settings, *(statement for statement, _, _ in FAULTS.values()))
    return settings, run_audit(settings)


def test_sound_marts_pass(sound):
    _, result = sound
    assert result["failed_critical"] == []
    assert result["failed_warning"] == []
    assert result["passed"]


def test_no_expectation_is_left_unjudged(sound):
    _, result = sound
    assert [entry for entry in result["expectations"] if entry["error"]] == []


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found(sound, broken, fault):
    _, place, severity = FAULTS[fault]
    entry = entry_of(broken[1], *place)
    assert not entry["success"]
    assert entry["severity"] == severity
    assert entry_of(sound[1], *place)["success"]


def test_failure_is_one_line_with_table_expectation_share_and_samples(broken):
    _, result = broken
    told = next(line for line in result["failed_critical"] if "has_its_revenue" in line)
    assert "customers.has_its_revenue expect_column_values_to_be_in_set" in told
    assert "A customer's revenue is the sum of its orders" in told
    assert "of 121 rows (" in told
    assert "%), e.g. " in told
    assert "customer_id=c360_" in told
    assert "net_revenue_of_orders=" in told
    assert "\n" not in told


def test_sample_rows_are_five_at_most_and_carry_the_key(broken):
    entry = entry_of(broken[1], "segmentation", "customer_rfm", "monetary_score")
    assert entry["unexpected_count"] > 5
    assert len(entry["sample_rows"]) == 5
    assert set(entry["sample_rows"][0]) == {"customer_id", "rfm_segment", "monetary_score"}
    assert entry["unexpected_share"] == pytest.approx(entry["unexpected_count"] / 120, abs=1e-6)


def test_measures_show_what_was_measured(sound):
    entry = entry_of(sound[1], "customers", "customers", "records_matched_share")
    assert entry["observed_value"] == pytest.approx(0.5)


def test_result_is_written_for_machines_and_data_docs_for_people(sound):
    settings, result = sound
    assert json.loads((settings.audit_folder / "result.json").read_text()) == result
    docs = settings.project / result["data_docs"]
    assert docs == settings.audit_folder / "data_docs" / "index.html"
    pages = [path.read_text() for path in docs.parent.rglob("*.html")]
    assert any(
        "A customer&#39;s revenue" in page or "A customer's revenue" in page for page in pages
    )


def test_publish_follows_a_passed_audit(sound):
    settings, result = sound
    manifest = run_publish(settings, result)
    assert manifest["audit"]["failed_critical"] == 0
    assert manifest["audit"]["expectations"] == len(result["expectations"])


def test_publish_refuses_after_a_failed_audit(broken):
    settings, result = broken
    for audit in (result, None):
        with pytest.raises(DataError, match="nothing was published"):
            run_publish(settings, audit)
    assert not (settings.published / "current").exists()


def test_command_ends_with_1_and_names_the_failure(tmp_path, monkeypatch, capfd):
    settings = make_project(tmp_path / "project")
    (settings.project / "dbt_project.yml").write_text("name: tiny\n")
    change_marts(
        settings, "drop table marts.touchpoints", "alter table marts.orders drop net_amount"
    )
    monkeypatch.setattr("sys.argv", ["c360", "audit", "--project", str(settings.project), "--json"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 1
    printed = capfd.readouterr()
    assert "error the audit failed on 2 critical expectations" in printed.err
    result = json.loads(printed.out)
    missing_mart, missing_column = result["failed_critical"]
    assert "is_built" in missing_mart
    assert "mart=touchpoints" in missing_mart
    assert "mart=orders, column_name=net_amount" in missing_column


def test_empty_marts_pass(tmp_path):
    """The source `files` with contacts only: nobody has bought, nothing was sent."""
    settings = make_project(tmp_path / "project")
    change_marts(
        settings,
        *(
            f"delete from marts.{mart}"
            for mart in ("orders", "order_lines", "touchpoints", "rejected_rows")
        ),
        "update marts.source_reconciliation set rows_in = 122, rows_rejected = 0 "
        "where source = 'shopify'",
        "update marts.customers set order_count = 0, net_revenue = 0, recency_score = null, "
        "frequency_score = null, monetary_score = null, rfm_segment = 'never bought'",
        "update marts.customer_rfm set recency_score = null, frequency_score = null, "
        "monetary_score = null, rfm_segment = 'never bought', monetary_amount = 0",
        "update marts.customer_value set value_status = 'never bought', alive_probability = null, "
        "expected_orders = null, expected_order_value = null, predicted_value = null",
        "update marts.customer_lifecycle set lifecycle_stage = 'prospect'",
        "update marts.customer_segments set segment = 'prospect' where family = 'lifecycle'",
        "update marts.customer_segments set segment = 'never bought' where family = 'rfm'",
        "delete from marts.customer_channel_pressure",
        "delete from marts.customer_channel_eligibility",
        "delete from marts.customer_pressure_history",
    )
    result = run_audit(settings)
    assert result["failed_critical"] == []
    assert result["failed_warning"] == []
    assert [entry for entry in result["expectations"] if entry["error"]] == []


def test_marts_without_any_row_pass(tmp_path):
    settings = make_project(tmp_path / "project")
    with_rows = [entry["alias"] for entry in manifest_models(settings)]
    change_marts(settings, *(f"delete from marts.{mart}" for mart in with_rows))
    assert run_audit(settings)["failed_critical"] == []


def manifest_models(settings):
    manifest = json.loads((settings.project / "target" / "manifest.json").read_text())
    return [node for node in manifest["nodes"].values() if node["resource_type"] == "model"]


def test_a_mart_that_shrank_since_it_was_published_is_a_warning(tmp_path):
    settings = make_project(tmp_path / "project")
    run_publish(settings, run_audit(settings))
    change_marts(
        settings,
        "delete from marts.touchpoints where touchpoint_id like '%7' or touchpoint_id like '%8' "
        "or touchpoint_id like '%9' or touchpoint_id like '%6'",
        "update marts.source_reconciliation set rows_in = 100, rows_kept = 95 "
        "where source = 'shopify'",
    )
    result = run_audit(settings)
    assert result["passed"]
    shrunk = entry_of(result, "inventory", "marts", "rows_vs_published")
    assert shrunk["sample_rows"][0]["mart"] == "touchpoints"
    assert shrunk["severity"] == "warning"
    assert entry_of(result, "raw_volumes", "source_reconciliation", "raw_rows_vs_published")[
        "success"
    ], "100 of 125 rows is no loss of 30 %"
    assert len(result["failed_warning"]) == 1


def test_a_threshold_of_the_seed_decides(tmp_path):
    settings = make_project(tmp_path / "project")
    path = settings.project / "seeds" / "config" / "audit_thresholds.csv"
    text = path.read_text()
    path.write_text(text.replace("email_share,warning,0.3", "email_share,critical,0.95"))
    result = run_audit(settings)
    [line] = result["failed_critical"]
    assert line.startswith("customers.email_share")
    assert line.endswith(": 0.8992")
    path.write_text(text.replace("email_share", "e_mail_share"))
    with pytest.raises(UsageError, match="no row for rule 'email_share'"):
        run_audit(settings)
    with pytest.raises(DataError, match="were not audited"):
        run_publish(settings, None)
