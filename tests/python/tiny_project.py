"""A built warehouse in miniature, made by SQL in a moment: what audit and publish read.

120 customers of two sources (every third known to both, every tenth without e-mail), 100 of them
with two orders, an e-mail each. `shuffle` changes the order in which the rows lie in the tables.
"""

import json
import shutil
from pathlib import Path

import duckdb
from c360.provenance import fingerprint_marts
from c360.settings import Settings
from c360.warehouse import connect

REPOSITORY = Path(__file__).resolve().parents[2]
CUSTOMERS = """
select
    'c360_' || md5(cast(i as varchar)) as customer_id,
    i,
    'Ann' as first_name,
    'Martin' as last_name,
    case when i % 10 > 0 then 'ann.' || i || '@example.com' end as email,
    case when i % 4 > 0 then '+1514555' || lpad(cast(i as varchar), 4, '0') end as phone,
    'CA' as country_code,
    case when i % 2 = 0 then 'fr' else 'en' end as language,
    'b2c' as customer_type,
    case when i % 3 = 0 then 2 else 1 end as record_count,
    case when i % 3 = 0 then 2 else 1 end as source_count,
    case when i < 100 then 2 else 0 end as order_count,
    cast(case when i < 100 then 2 * (10 + i % 7) else 0 end as decimal(18, 2)) as net_revenue,
    case when i < 100 then 1 + i % 5 end as recency_score,
    case when i < 100 then 1 + (i // 2) % 5 end as frequency_score,
    case when i < 100 then 1 + (i // 3) % 5 end as monetary_score,
    case when i < 100 then 'champions' else 'never bought' end as rfm_segment,
    100 * (1 - power(0.5, (i % 3) * 0.6 + 0.3)) as pressure_score,
    case i % 3 when 0 then 'under-pressure' when 1 then 'balance' else 'over-pressure' end
        as pressure_state,
    i < 119 as is_identified,
    timestamp '2025-01-01' + interval (i) day as first_seen_at,
    timestamp '2026-01-01' + interval (i) day as last_seen_at
from range(120) as numbers(i)
"""

MARTS = {
    "customers": "select * exclude (i) from people",
    "customer_identifiers": """
        select customer_id, 'email' as identifier_type, email as identifier_value,
            record_count, source_count, true as is_primary, first_seen_at, last_seen_at
        from people where email is not null
    """,
    "orders": """
        select 'shopify:order:' || i || '-' || n as order_id, customer_id, 'shopify' as source,
            'web' as sales_channel, 'completed' as status,
            cast(12 + i % 7 as decimal(18, 2)) as original_gross_amount,
            cast(2 as decimal(18, 2)) as original_discount_amount,
            cast(0 as decimal(18, 2)) as original_refunded_amount,
            cast(10 + i % 7 as decimal(18, 2)) as original_net_amount,
            cast(10 + i % 7 as decimal(18, 2)) as net_amount,
            true as is_purchase,
            timestamp '2026-02-01' + interval (i) day as ordered_at
        from people, range(2) as repeats(n) where order_count > 0
    """,
    "order_lines": """
        select order_id, '1' as line_number, 'shopify:product_variant:1' as product_id,
            cast(1 as decimal(18, 3)) as quantity, cast(0 as decimal(18, 3)) as returned_quantity,
            net_amount
        from marts.orders
    """,
    "touchpoints": """
        select 'klaviyo:event:' || i as touchpoint_id, customer_id, 'email' as channel,
            'marketing' as purpose, 'delivered' as event,
            timestamp '2026-06-01' + interval (i) hour as occurred_at
        from people
    """,
    "customer_rfm": """
        select customer_id, order_count as frequency, net_revenue as monetary_amount,
            recency_score, frequency_score, monetary_score, rfm_segment
        from people
    """,
    "customer_lifecycle": """
        select customer_id,
            case when order_count > 0 then 'active' else 'prospect' end as lifecycle_stage
        from people
    """,
    "customer_segments": """
        select customer_id, 'rfm' as family, rfm_segment as segment,
            cast(null as varchar) as previous_segment, date '2026-06-30' as since_date
        from people
        union all
        select customer_id, 'lifecycle', lifecycle_stage, null, date '2026-06-30'
        from marts.customer_lifecycle
    """,
    "customer_pressure": """
        select customer_id, pressure_score, pressure_state, (i % 3) * 0.6 + 0.3 as pressure_ratio
        from people
    """,
    "customer_channel_pressure": """
        select customer_id, 'email' as channel, pressure_score, pressure_state,
            (i % 3) * 0.6 + 0.3 as pressure_ratio, i % 5 > 0 as is_reachable
        from people
    """,
    "customer_channel_eligibility": """
        select customer_id, 'email' as channel, pressure_state,
            case when i % 5 = 0 then 'no valid consent' end as refusal_reason,
            i % 5 > 0 as is_eligible
        from people
    """,
    "customer_pressure_history": """
        select customer_id, 'email' as channel, pressure_score, pressure_state,
            date '2026-06-28' as week_end_date
        from people
    """,
    "pressure_signals": """
        select 'Club' as brand, 'email' as channel, 'open rate' as sign,
            case when i = 3 then 'alert' else 'normal' end as signal_state,
            case when i >= 2 then 'write less' end as plan, true as is_judged,
            i = 2 as is_channel_shift, date '2026-06-28' - cast(7 * i as integer) as week_end_date
        from range(4) as numbers(i)
    """,
    "customer_contactability": """
        select customer_id, 'email' as channel, purpose,
            case when is_contactable then customer_id end as contact_point,
            case when is_contactable then 'express' end as basis,
            case when not is_contactable then 'consent withdrawn' end as refusal_reason,
            'CASL' as legal_clause, is_contactable,
            timestamp '2026-01-01' + interval (i) day as since_at,
            cast(null as timestamp) as expires_at
        from (
            select *, i % 5 > 0 or purpose = 'transactional' as is_contactable
            from people, (values ('marketing'), ('transactional')) as purposes(purpose)
        )
    """,
    "customer_value": """
        select customer_id,
            case when order_count > 0 then 'scored' else 'never bought' end as value_status,
            90 as horizon_days,
            case when order_count > 0 then 0.8 end as alive_probability,
            case when order_count > 0 then 1.0 end as expected_orders,
            case when order_count > 0 then 10.0 end as expected_order_value,
            case when order_count > 0 then cast(10 as decimal(18, 2)) end as predicted_value
        from people
    """,
    "rejected_rows": """
        select 'staging' as layer, 'shopify' as source, 'customer' as raw_table,
            'bad-' || i as row_key, 'no key' as rejection_reason, '{}' as raw_row
        from range(3) as numbers(i)
    """,
    "source_reconciliation": """
        select 'shopify' as source, 'customer' as raw_table, cast(125 as bigint) as rows_in,
            cast(120 as bigint) as rows_kept, cast(2 as bigint) as rows_duplicate,
            cast(3 as bigint) as rows_rejected
        union all select 'klaviyo', 'person', 40, 40, 0, 0
    """,
}

KEYS = {
    "customers": ["customer_id"],
    "customer_identifiers": ["identifier_type", "identifier_value"],
    "orders": ["order_id"],
    "order_lines": ["order_id", "line_number"],
    "touchpoints": ["touchpoint_id"],
    "customer_rfm": ["customer_id"],
    "customer_lifecycle": ["customer_id"],
    "customer_segments": ["customer_id", "family"],
    "customer_pressure": ["customer_id"],
    "customer_channel_pressure": ["customer_id", "channel"],
    "customer_channel_eligibility": ["customer_id", "channel"],
    "customer_pressure_history": ["customer_id", "channel", "week_end_date"],
    "pressure_signals": ["brand", "channel", "sign", "week_end_date"],
    "customer_contactability": ["customer_id", "channel", "purpose"],
    "customer_value": ["customer_id"],
    "source_reconciliation": ["source", "raw_table"],
}


def make_project(folder: Path, shuffle: int = 0, threads: int = 2) -> Settings:
    """A project folder with a built warehouse and dbt's two result files."""
    settings = Settings(project=folder, threads=threads)
    settings.database.parent.mkdir(parents=True)
    with duckdb.connect(str(settings.database)) as warehouse:
        warehouse.execute("create schema raw_landing")
        warehouse.execute(
            "create table raw_landing.settings as "
            "select '2026-06-30' as as_of, 'input-1' as input_fingerprint"
        )
        warehouse.execute("create schema marts")
        warehouse.execute(f"create temp table people as {CUSTOMERS}")
        for name, query in MARTS.items():
            warehouse.execute(
                f"create table marts.{name} as select * from ({query}) as mart "
                f"order by md5(cast(mart as varchar) || '{shuffle}')"
            )
    write_manifest(settings)
    thresholds = folder / "seeds" / "config"
    thresholds.mkdir(parents=True)
    shutil.copy(REPOSITORY / "seeds" / "config" / "audit_thresholds.csv", thresholds)
    return settings


def write_manifest(settings: Settings) -> None:
    """dbt's manifest, as far as it is read: the marts with keys, descriptions and one test."""
    target = settings.project / "target"
    target.mkdir(exist_ok=True)
    nodes = {
        f"model.customer_360.{name}": {
            "resource_type": "model",
            "schema": "marts",
            "alias": name,
            "description": f"The mart {name}.",
            "columns": {
                "customer_id": {"name": "customer_id", "description": "The person's neutral id."}
            },
            "config": {"meta": {"primary_key": KEYS[name]} if name in KEYS else {}},
        }
        for name in MARTS
    }
    nodes["test.customer_360.accepted_values_customers_customer_type"] = {
        "resource_type": "test",
        "attached_node": "model.customer_360.customers",
        "column_name": "customer_type",
        "test_metadata": {"name": "accepted_values", "kwargs": {"values": ["b2c", "b2b"]}},
        "config": {"severity": "ERROR", "where": None, "enabled": True},
    }
    (target / "manifest.json").write_text(json.dumps({"nodes": nodes}))
    (target / "run_results.json").write_text(
        json.dumps(
            {
                "metadata": {"invocation_started_at": "2026-07-01T04:00:00Z"},
                "args": {"vars": {"as_of": "2026-06-30"}},
            }
        )
    )


def change_marts(settings: Settings, *statements: str) -> None:
    """What a later build would do."""
    with duckdb.connect(str(settings.database)) as warehouse:
        for statement in statements:
            warehouse.execute(statement)


def passed_audit(settings: Settings) -> dict:
    """The result of an audit that the marts, as they are now, have passed."""
    with connect(settings, read_only=True) as warehouse:
        fingerprint = fingerprint_marts(warehouse)
    return {"passed": True, "marts_fingerprint": fingerprint, "summary": {"expectations": 1}}
