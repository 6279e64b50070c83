with block_keys as (
    select * from {{ ref('int_matching__block_keys') }}
),

final as (
    select
        rule,
        block_key,
        largest_block,
        record_count
    from block_keys
    where record_count > largest_block
    group by rule, block_key, largest_block, record_count
)

select * from final
