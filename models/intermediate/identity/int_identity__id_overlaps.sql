with clusters as (
    select * from {{ ref('int_identity__clusters') }}
),

earlier_ids as (
    select * from {{ ref('int_identity__earlier_ids') }}
),

final as (
    select
        clusters.cluster_id,
        earlier_ids.customer_id,
        earlier_ids.issued_in_run,
        count(*) as shared_records,
        sum(case when earlier_ids.is_gone then 0 else 1 end) as stayed_records,
        min(clusters.record_id) as first_shared_record_id
    from clusters
    inner join earlier_ids on clusters.record_id = earlier_ids.record_id
    group by clusters.cluster_id, earlier_ids.customer_id, earlier_ids.issued_in_run
)

select * from final
