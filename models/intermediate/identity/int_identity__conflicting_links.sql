{{ config(materialized=kept_up_materialization(), concerned='int_identity__touched_records') }}

-- The linter takes CTEs that only an update reads for unused.
-- noqa: disable=ST03
with links as (
    {{ concerned_rows('int_identity__links', 'int_identity__touched_records') }}
),

components as (
    {{ concerned_rows('int_identity__components', 'int_identity__touched_records') }}
),

doubtful_components as (
    select * from {{ ref('int_identity__doubtful_components') }}
),

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

household_words as (
    select * from {{ ref('household_words') }}
),

decisions as (
    select * from {{ ref('int_identity__decisions') }}
    where decision = 'never'
),

component_values as (
    select distinct
        components.component,
        links.identifier_type,
        links.identifier_value
    from {{ shared_rows('links', 'int_identity__links') }}
    inner join {{ shared_rows('components', 'int_identity__components') }} on links.record_id = components.record_id
    inner join identifier_types on links.identifier_type = identifier_types.identifier_type
    where identifier_types.apart_probability is not null or identifier_types.limit_per_customer is not null
),

-- Who has one value of each type breaks no rule about values: only the others are looked at closely.
mixed_types as (
    select component_values.component
    from component_values
    inner join identifier_types on component_values.identifier_type = identifier_types.identifier_type
    group by
        component_values.component, component_values.identifier_type,
        identifier_types.apart_probability, identifier_types.limit_per_customer
    having
        count(*) > 1
        and (identifier_types.apart_probability is not null or count(*) > identifier_types.limit_per_customer)
),

mixed_components as (
    select distinct component from mixed_types
),

component_links as (
    {{ component_links('mixed_components') }}
),

over_limit as (
    select component
    from component_links
    where limit_per_customer is not null
    group by component, identifier_type, limit_scope, limit_per_customer
    having count(distinct identifier_value) > limit_per_customer
),

-- Two groups that only a probable link joins, each with values of a type: perhaps two people.
probably_joined as (
    select component_links.component
    from component_links
    inner join doubtful_components on component_links.record_id = doubtful_components.record_id
    where component_links.apart_probability is not null
    group by component_links.component, component_links.identifier_type, component_links.limit_scope
    having count(distinct doubtful_components.component) > 1
),

-- Values of a type, some of which no record with a given name bears.
nameless_values as (
    select component_links.component
    from component_links
    left join {{ ref('int_matching__features') }} as features on component_links.record_id = features.record_id
    where component_links.apart_probability is not null
    group by component_links.component, component_links.identifier_type, component_links.limit_scope
    having
        count(distinct component_links.identifier_value) > 1
        and count(distinct component_links.identifier_value)
        > count(distinct case when features.given_name is not null then component_links.identifier_value end)
),

-- Beside the phone, values of two types.
several_types as (
    select values_of_type.component
    from (
        select
            component,
            identifier_type
        from component_links
        where apart_probability is not null and tier <> 3
        group by component, identifier_type, limit_scope
        having count(distinct identifier_value) > 1
    ) as values_of_type
    group by values_of_type.component
    having count(distinct values_of_type.identifier_type) > 1
),

weakly_joined as (
    select distinct component
    from component_links
    where tier in (3, 4)
),

perhaps_apart as (
    select component from probably_joined
    union
    select nameless_values.component
    from nameless_values
    inner join weakly_joined on nameless_values.component = weakly_joined.component
    union
    select several_types.component
    from several_types
    inner join weakly_joined on several_types.component = weakly_joined.component
),

household_mailboxes as (
    select distinct components.component
    from {{ shared_rows('links', 'int_identity__links') }}
    inner join household_words on {{ names_household('links', 'household_words.word') }}
    inner join {{ shared_rows('components', 'int_identity__components') }} on links.record_id = components.record_id
    left join {{ ref('int_matching__features') }} as features on links.record_id = features.record_id
    where features.given_name is null
),

-- Names and dates that are all alike contradict nothing: most components are done with here.
different_people as (
    select components.component
    from {{ shared_rows('components', 'int_identity__components') }}
    inner join {{ ref('int_matching__features') }} as features on components.record_id = features.record_id
    group by components.component
    having
        min(features.given_name) <> max(features.given_name)
        or min(features.family_name) <> max(features.family_name)
        or min(features.birth_date) <> max(features.birth_date)
),

decided_apart as (
    select left_components.component
    from decisions
    inner join {{ ref('int_identity__components') }} as left_components
        on decisions.record_id_left = left_components.record_id
    inner join {{ ref('int_identity__components') }} as right_components
        on decisions.record_id_right = right_components.record_id
    where left_components.component = right_components.component
),

conflicting as (
    select component from over_limit
    union
    select component from perhaps_apart
    union
    select component from household_mailboxes
    union
    select component from different_people
    union
    select component from decided_apart
),

conflicting_component_links as (
    {{ component_links('conflicting') }}
),

final as (
    select
        record_id,
        identifier_type,
        identifier_value,
        limit_scope,
        component,
        tier
    from conflicting_component_links
)

select * from final
