-- depends_on: {{ ref('renamed_sources') }}
with touched_records as (
    select * from {{ ref('int_identity__touched_records') }}
),

{% if is_update() -%}
ledger as (
    {{ ledger_before() }}
),

final as (
    select ledger.customer_id
    from ledger
    inner join touched_records on ledger.record_id = touched_records.record_id
    where ledger.customer_id is not null
    union
    select {{ new_customer_id('record_id') }} as customer_id
    from touched_records
)
{%- else -%}
final as (
    select {{ new_customer_id('record_id') }} as customer_id
    from touched_records
    where false
)
{%- endif %}

select * from final
