with decisions as (
    select * from {{ ref('identity_decisions') }}
),

renamed_sources as (
    select * from {{ ref('renamed_sources') }}
),

present as (
    select
        {{ present_record_id(trim_blanks('decisions.record_id_left'), 'left_sources') }} as record_id_left,
        {{ present_record_id(trim_blanks('decisions.record_id_right'), 'right_sources') }} as record_id_right,
        decisions.decision,
        decisions.decided_on
    from decisions
    left join renamed_sources as left_sources
        on split_part({{ trim_blanks('decisions.record_id_left') }}, ':', 1) = left_sources.old_source
    left join renamed_sources as right_sources
        on split_part({{ trim_blanks('decisions.record_id_right') }}, ':', 1) = right_sources.old_source
),

final as (
    select
        record_id_left,
        record_id_right,
        decision,
        max(decided_on) as decided_on
    from present
    group by record_id_left, record_id_right, decision
)

select * from final
