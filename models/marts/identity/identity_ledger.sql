{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='fail', full_refresh=false) }}

with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

earlier_ids as (
    select * from {{ ref('int_identity__earlier_ids') }}
),

last_run as (
    select * from {{ ref('int_identity__last_run') }}
),

links as (
    select * from {{ ref('int_identity__links') }}
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

moved as (
    select * from placed
    where earlier_id <> customer_id
),

-- What joins a moved record to those who were not with it before.
joining as (
    select
        moved.customer_id,
        moved.earlier_id,
        min(moved_links.tier) as tier
    from moved
    inner join links as moved_links on moved.record_id = moved_links.record_id
    inner join links as other_links
        on
            moved_links.identifier_type = other_links.identifier_type
            and moved_links.identifier_value = other_links.identifier_value
    inner join placed as others on other_links.record_id = others.record_id
    where
        others.customer_id = moved.customer_id
        and (others.earlier_id is null or others.earlier_id <> moved.earlier_id)
    group by moved.customer_id, moved.earlier_id
),

changes as (
    select
        placed.record_id,
        placed.customer_id,
        case
            when placed.earlier_id is null then 'new record'
            when placed.was_gone then 'record back'
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
)

select * from final
