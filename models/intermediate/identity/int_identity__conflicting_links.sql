{{ config(materialized=kept_up_materialization(), concerned='int_identity__touched_records') }}

with links as (
    {{ concerned_rows('int_identity__links', 'int_identity__touched_records') }}
),

components as (
    {{ concerned_rows('int_identity__components', 'int_identity__touched_records') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

features as (
    select * from {{ ref('int_matching__features') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

decisions as (
    select * from {{ ref('identity_decisions') }}
    where decision = 'never'
),

component_links as (
    select
        components.component,
        links.record_id,
        links.identifier_type,
        links.identifier_value,
        case when identifier_types.is_exclusive then contacts.source else '' end as limit_scope,
        links.tier,
        identifier_types.limit_per_customer
    from links
    inner join components on links.record_id = components.record_id
    left join contacts on links.record_id = contacts.record_id
    left join identifier_types on links.identifier_type = identifier_types.identifier_type
),

over_limit as (
    select component
    from component_links
    where limit_per_customer is not null
    group by component, identifier_type, limit_scope, limit_per_customer
    having count(distinct identifier_value) > limit_per_customer
),

-- Names and dates that are all alike contradict nothing: most components are done with here.
different_people as (
    select components.component
    from components
    inner join features on components.record_id = features.record_id
    group by components.component
    having
        min(features.given_name) <> max(features.given_name)
        or min(features.family_name) <> max(features.family_name)
        or min(features.birth_date) <> max(features.birth_date)
),

decided_apart as (
    select left_components.component
    from decisions
    inner join components as left_components on decisions.record_id_left = left_components.record_id
    inner join components as right_components on decisions.record_id_right = right_components.record_id
    where left_components.component = right_components.component
),

conflicting as (
    select component from over_limit
    union
    select component from different_people
    union
    select component from decided_apart
),

final as (
    select
        component_links.record_id,
        component_links.identifier_type,
        component_links.identifier_value,
        component_links.limit_scope,
        component_links.component,
        component_links.tier
    from component_links
    inner join conflicting on component_links.component = conflicting.component
)

select * from final
