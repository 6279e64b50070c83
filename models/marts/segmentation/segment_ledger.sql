{{ config(materialized='incremental', incremental_strategy='append', on_schema_change='fail', full_refresh=false) }}

with customer_rfm as (
    select * from {{ ref('customer_rfm') }}
),

customer_lifecycle as (
    select * from {{ ref('customer_lifecycle') }}
),

category_affinities as (
    select * from {{ ref('customer_category_affinities') }}
    where is_affinity
),

matrix_segments as (
    select * from {{ ref('customer_matrix_segments') }}
),

current_segments as (
    select
        customer_id,
        'rfm' as family,
        rfm_segment as segment
    from customer_rfm
    union all
    select
        customer_id,
        'lifecycle' as family,
        lifecycle_stage as segment
    from customer_lifecycle
    union all
    select
        customer_lifecycle.customer_id,
        'category affinity' as family,
        case
            when customer_lifecycle.lifecycle_stage = 'prospect' then 'never bought'
            else coalesce(category_affinities.category, 'no affinity')
        end as segment
    from customer_lifecycle
    left join category_affinities on customer_lifecycle.customer_id = category_affinities.customer_id
    union all
    select
        customer_id,
        'matrix ' || matrix as family,
        cast(segment as string) as segment
    from matrix_segments
),

{% if is_incremental() -%}
-- A day that was run again has several revisions, of which the last holds.
revisions as (
    select
        *,
        row_number() over (partition by customer_id, family, recorded_date order by revision desc) as recency
    from {{ this }}
),

recorded as (
    select
        customer_id,
        family,
        segment,
        revision,
        recorded_date
    from revisions
    where recency = 1
),

ranked_days as (
    select
        *,
        row_number() over (partition by customer_id, family order by recorded_date desc) as recency
    from recorded
    where recorded_date <= cast({{ as_of() }} as date)
),

known as (
    select
        customer_id,
        family,
        segment,
        case when recorded_date = cast({{ as_of() }} as date) then revision else 0 end as revision
    from ranked_days
    where recency = 1
),

-- Who was there and is there no more, and a family that was given up, end with a segment of null.
compared as (
    select
        coalesce(current_segments.customer_id, known.customer_id) as customer_id,
        coalesce(current_segments.family, known.family) as family,
        current_segments.segment,
        known.segment as known_segment,
        coalesce(known.revision, 0) + 1 as revision
    from current_segments
    full outer join known
        on
            current_segments.customer_id = known.customer_id
            and current_segments.family = known.family
),

changes as (
    select *
    from compared
    where segment is distinct from known_segment
),

next_day as (
    select min(recorded_date) as recorded_date
    from recorded
    where recorded_date > cast({{ as_of() }} as date)
),

-- A day put in between says nothing of the days after it: what held on the next one holds there still.
kept_after as (
    select
        changes.customer_id,
        changes.family,
        changes.known_segment as segment,
        1 as revision,
        next_day.recorded_date
    from changes
    cross join next_day
    left join recorded
        on
            changes.customer_id = recorded.customer_id
            and changes.family = recorded.family
            and next_day.recorded_date = recorded.recorded_date
    where
        next_day.recorded_date is not null
        and recorded.customer_id is null
),

final as (
    select
        customer_id,
        family,
        segment,
        cast(revision as integer) as revision,
        cast({{ as_of() }} as date) as recorded_date
    from changes
    union all
    select
        customer_id,
        family,
        segment,
        cast(revision as integer) as revision,
        recorded_date
    from kept_after
)
{%- else -%}
final as (
    select
        customer_id,
        family,
        segment,
        cast(1 as integer) as revision,
        cast({{ as_of() }} as date) as recorded_date
    from current_segments
)
{%- endif %}

select * from final
