{#-
    One round of giving clusters their earlier ids: the step of int_identity__kept_ids. Of all pairs of a cluster and an
    earlier id that share records, none of the two given yet, those are taken that are each other's best: most shared
    records, then the older id. So the strongest pairs go first, each cluster and each id is used once
    (Amperity's stable ids), and the order of rows plays no part. Records that were there all the time count before
    records that come back: what returns never takes the id of who stayed.
-#}
{% macro match_ids(state, number) -%}
    with id_overlaps as (
        select * from {{ ref('int_identity__id_overlaps') }}
    ),

    free as (
        select id_overlaps.*
        from id_overlaps
        left join {{ state }} as given_clusters on id_overlaps.cluster_id = given_clusters.cluster_id
        left join {{ state }} as given_ids on id_overlaps.customer_id = given_ids.customer_id
        where given_clusters.cluster_id is null and given_ids.customer_id is null
    ),

    ranked as (
        select
            cluster_id,
            customer_id,
            row_number() over (
                partition by cluster_id
                order by stayed_records desc, shared_records desc, issued_in_run nulls last, customer_id nulls last
            ) as choice_of_cluster,
            row_number() over (
                partition by customer_id
                order by stayed_records desc, shared_records desc, first_shared_record_id nulls last
            ) as choice_of_id
        from free
    )

    select
        cluster_id,
        customer_id,
        false as has_changed
    from {{ state }}
    union all
    select
        cluster_id,
        customer_id,
        true as has_changed
    from ranked
    where choice_of_cluster = 1 and choice_of_id = 1
{%- endmacro %}
