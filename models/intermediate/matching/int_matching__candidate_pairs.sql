with block_keys as (
    select * from {{ ref('int_matching__block_keys') }}
    where record_count between 2 and largest_block
),

final as (
    select
        left_keys.record_number as record_number_left,
        right_keys.record_number as record_number_right,
        min(left_keys.rule) as rule,
        count(*) as rule_count
    from block_keys as left_keys
    inner join block_keys as right_keys
        on
            left_keys.rule = right_keys.rule
            and left_keys.block_key = right_keys.block_key
            and left_keys.record_number < right_keys.record_number
    group by left_keys.record_number, right_keys.record_number
)

select * from final
