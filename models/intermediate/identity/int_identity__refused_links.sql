-- depends_on: {{ ref('int_matching__features') }}, {{ ref('identifier_types') }}, {{ ref('int_identity__decisions') }}
-- depends_on: {{ ref('int_identity__conflicting_links') }}, {{ ref('int_identity__probable_links') }}
-- depends_on: {{ ref('household_words') }}
with cluster_links as (
    {{ clustered_links(ref('int_identity__resolved_clusters')) }}
),

profiles as (
    {{ cluster_profiles(ref('int_identity__resolved_clusters'), 'cluster_links') }}
),

shared_links as (
    {{ pair_links('cluster_links') }}
),

judged as (
    {{ judged_links(ref('int_identity__resolved_clusters'), 'cluster_links', 'profiles', 'shared_links') }}
),

final as (
    select
        cluster_left,
        cluster_right,
        identifier_type,
        identifier_value,
        tier,
        refusal as refusal_reason
    from judged
    where refusal is not null
)

select * from final
