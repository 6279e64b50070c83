{{ config(
    materialized='incremental', incremental_strategy='append', on_schema_change='fail', full_refresh=false,
    concerned='int_identity__touched_records', post_hook='{{ mark_generation(this) }}'
) }}

with customer_records as (
    {{ concerned_rows('int_identity__customer_records', 'int_identity__touched_records') }}
),

earlier_ids as (
    select * from {{ ref('int_identity__earlier_ids') }}
),

issued_ids as (
    select * from {{ ref('int_identity__issued_ids') }}
),

last_run as (
    select * from {{ ref('int_identity__last_run') }}
),

links as (
    {{ concerned_rows('int_identity__links', 'int_identity__touched_records') }}
),

placed as (
    select
        customer_records.record_id,
        customer_records.customer_id,
        earlier_ids.customer_id as earlier_id,
        coalesce(earlier_ids.is_gone, false) as was_gone
    from customer_records
    left join earlier_ids on customer_records.record_id = earlier_ids.record_id
),

-- Customers known before whom records of others joined: an id issued by this run comes from a split.
joined as (
    select distinct placed.customer_id
    from placed
    inner join issued_ids on placed.customer_id = issued_ids.customer_id
    where placed.earlier_id <> placed.customer_id
),

-- Which links of theirs reach from those who were together before to others.
origins as (
    select distinct
        placed.customer_id,
        coalesce(placed.earlier_id, '') as earlier_id,
        links.identifier_type,
        links.identifier_value,
        links.tier
    from joined
    inner join placed on joined.customer_id = placed.customer_id
    inner join links on placed.record_id = links.record_id
),

reaching as (
    select
        customer_id,
        identifier_type,
        identifier_value
    from origins
    group by customer_id, identifier_type, identifier_value
    having count(*) > 1
),

joining as (
    select
        origins.customer_id,
        origins.earlier_id,
        min(origins.tier) as tier
    from origins
    inner join reaching
        on
            origins.customer_id = reaching.customer_id
            and origins.identifier_type = reaching.identifier_type
            and origins.identifier_value = reaching.identifier_value
    group by origins.customer_id, origins.earlier_id
),

changes as (
    select
        placed.record_id,
        placed.customer_id,
        case
            when placed.earlier_id is null then 'new record'
            when placed.was_gone then 'record back'
            when joining.tier = 0 then 'linked by a decision'
            when joining.tier is not null then 'linked by tier ' || cast(joining.tier as string)
            else 'no longer linked'
        end as cause
    from placed
    left join joining
        on
            placed.customer_id = joining.customer_id
            and placed.earlier_id = joining.earlier_id
    where placed.earlier_id is null or placed.was_gone or placed.earlier_id <> placed.customer_id
    union all
    select
        earlier_ids.record_id,
        cast(null as string) as customer_id,
        'record gone' as cause
    from earlier_ids
    left join customer_records on earlier_ids.record_id = customer_records.record_id
    where customer_records.record_id is null and not earlier_ids.is_gone
),

final as (
    select
        changes.record_id,
        cast(last_run.run_number + 1 as integer) as run_number,
        changes.customer_id,
        changes.cause,
        {{ as_of() }} as recorded_as_of
    from changes
    cross join last_run
    {%- if is_incremental() %}
    -- Built twice from the same models before it (a run taken up again), it must not append twice.
    left join {{ this }} as written
        on
            changes.record_id = written.record_id
            and last_run.run_number + 1 = written.run_number
    where written.record_id is null
    {%- endif %}
)

select * from final
