{{ config(materialized=kept_up_materialization(), concerned='int_identity__touched_records') }}

with clusters as (
    {{ concerned_rows('int_identity__clusters', 'int_identity__touched_records') }}
),

kept_ids as (
    select * from {{ ref('int_identity__kept_ids') }}
),

issued_ids as (
    select * from {{ ref('int_identity__issued_ids') }}
),

last_run as (
    select * from {{ ref('int_identity__last_run') }}
),

ordered as (
    select
        *,
        row_number() over (
            partition by cluster_id order by created_at nulls last, record_id nulls last
        ) as record_number
    from clusters
),

derived as (
    select
        ordered.cluster_id,
        kept_ids.customer_id as kept_id,
        {{ new_customer_id('ordered.record_id') }} as derived_id,
        {{ new_customer_id("ordered.record_id || '/' || cast(last_run.run_number as string)") }} as second_id
    from ordered
    cross join last_run
    left join kept_ids on ordered.cluster_id = kept_ids.cluster_id
    where ordered.record_number = 1
),

-- An id is issued once: where the earliest record once gave its id to other company, the run's number makes another.
named as (
    select
        derived.cluster_id,
        case
            when derived.kept_id is not null then derived.kept_id
            when issued_ids.customer_id is null then derived.derived_id
            else derived.second_id
        end as customer_id
    from derived
    left join issued_ids on derived.derived_id = issued_ids.customer_id
),

final as (
    select
        ordered.record_id,
        named.customer_id,
        ordered.cluster_id,
        ordered.source,
        ordered.object,
        ordered.is_linked,
        ordered.record_number = 1 as is_first_record,
        ordered.created_at
    from ordered
    inner join named on ordered.cluster_id = named.cluster_id
)

select * from final
