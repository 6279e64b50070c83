with clusters as (
    {{ concerned_rows('int_identity__clusters', 'int_identity__touched_records') }}
),

earlier_ids as (
    select * from {{ ref('int_identity__earlier_ids') }}
),

{% if is_update() -%}
-- Who is not touched keeps the id, whoever comes back to claim it: all who stayed with it are there.
held_ids as (
    select distinct customer_records.customer_id
    from {{ previous_version('int_identity__customer_records') }} as customer_records
    left join {{ ref('int_identity__touched_records') }} as touched_records
        on customer_records.record_id = touched_records.record_id
    where touched_records.record_id is null
),

free_ids as (
    select earlier_ids.*
    from earlier_ids
    left join held_ids on earlier_ids.customer_id = held_ids.customer_id
    where held_ids.customer_id is null
),
{%- else -%}
free_ids as (
    select * from earlier_ids
),
{%- endif %}

final as (
    select
        clusters.cluster_id,
        free_ids.customer_id,
        free_ids.issued_in_run,
        count(*) as shared_records,
        sum(case when free_ids.is_gone then 0 else 1 end) as stayed_records,
        min(clusters.record_id) as first_shared_record_id
    from clusters
    inner join free_ids on clusters.record_id = free_ids.record_id
    group by clusters.cluster_id, free_ids.customer_id, free_ids.issued_in_run
)

select * from final
