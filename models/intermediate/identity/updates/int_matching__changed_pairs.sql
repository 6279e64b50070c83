-- depends_on: {{ ref('int_identity__update_plan') }}
with candidate_pairs as (
    select * from {{ ref('int_matching__candidate_pairs') }}
),

{% if is_update() -%}
measured_pairs as (
    select
        record_number_left,
        record_number_right
    from {{ previous_version('int_matching__pair_measures') }}
),

final as (
    select
        coalesce(candidate_pairs.record_number_left, measured_pairs.record_number_left) as record_number_left,
        coalesce(candidate_pairs.record_number_right, measured_pairs.record_number_right) as record_number_right
    from candidate_pairs
    full outer join measured_pairs
        on
            candidate_pairs.record_number_left = measured_pairs.record_number_left
            and candidate_pairs.record_number_right = measured_pairs.record_number_right
    where candidate_pairs.record_number_left is null or measured_pairs.record_number_left is null
)
{%- else -%}
final as (
    select
        record_number_left,
        record_number_right
    from candidate_pairs
    where false
)
{%- endif %}

select * from final
