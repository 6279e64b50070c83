{{ config(materialized=kept_up_materialization(), concerned='int_identity__affected_records') }}

with record_features as (
    {{ concerned_rows('int_matching__record_features', 'int_identity__affected_records') }}
),

-- A number that a record or a measured pair ever bore is given to nobody else: what was measured under it stays true.
{% if is_update() -%}
numbers_before as (
    select max(record_number) as record_number
    from {{ previous_version('int_matching__record_numbers') }}
    union all
    select max(record_number_right) as record_number
    from {{ previous_version('int_matching__pair_measures') }}
),

last_number as (
    select coalesce(max(record_number), 0) as record_number from numbers_before
),
{%- else -%}
last_number as (
    select 0 as record_number
),
{%- endif %}

final as (
    select
        record_features.record_id,
        last_number.record_number
        + row_number() over (order by record_features.record_id nulls last) as record_number
    from record_features
    cross join last_number
)

select * from final
