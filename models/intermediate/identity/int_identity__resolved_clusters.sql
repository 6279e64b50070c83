-- depends_on: {{ ref('int_matching__features') }}, {{ ref('identifier_types') }}, {{ ref('int_identity__decisions') }}
-- depends_on: {{ ref('int_identity__probable_links') }}, {{ ref('household_words') }}
{{ config(materialized='rounds', round='merge_clusters', concerned='int_identity__touched_records') }}

with conflicting_links as (
    {{ concerned_rows('int_identity__conflicting_links', 'int_identity__touched_records') }}
)

select distinct
    record_id,
    record_id as cluster_id,
    true as has_changed
from conflicting_links
