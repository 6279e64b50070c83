-- depends_on: {{ ref('renamed_sources') }}, {{ ref('int_identity__touched_records') }}
with ledger as (
    {{ ledger_before() }}
),

{% if is_update() -%}
touched_records as (
    select * from {{ ref('int_identity__touched_records') }}
),

-- The ids that the touched records have had, and those that would be derived from them.
concerned_ids as (
    select ledger.customer_id
    from ledger
    inner join touched_records on ledger.record_id = touched_records.record_id
    union
    select {{ new_customer_id('record_id') }} as customer_id
    from touched_records
),

concerned as (
    select ledger.*
    from ledger
    inner join concerned_ids on ledger.customer_id = concerned_ids.customer_id
),
{%- else -%}
concerned as (
    select * from ledger
),
{%- endif %}

final as (
    select
        customer_id,
        min(run_number) as issued_in_run
    from concerned
    where customer_id is not null
    group by customer_id
)

select * from final
