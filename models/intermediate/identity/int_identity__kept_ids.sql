{{ config(materialized='rounds', round='match_ids') }}

with id_overlaps as (
    select * from {{ ref('int_identity__id_overlaps') }}
)

select
    cluster_id,
    customer_id,
    true as has_changed
from id_overlaps
where false
