-- depends_on: {{ ref('int_matching__features') }}, {{ ref('identifier_types') }}, {{ ref('identity_decisions') }}
-- depends_on: {{ ref('int_identity__conflicting_links') }}
{{ cluster_pairs(ref('int_identity__resolved_clusters')) }},

final as (
    select
        cluster_left,
        cluster_right,
        identifier_type,
        identifier_value,
        tier,
        refusal as refusal_reason
    from judged_links
    where refusal is not null
)

select * from final
