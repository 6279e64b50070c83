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

identifier_types as (
    select * from {{ ref('identifier_types') }}
),

component_links as (
    {{ component_links() }}
),

probably_joined as (
    select distinct component
    from component_links
    where tier = 5
),

several_values as (
    select component
    from component_links
    where apart_probability is not null
    group by component, identifier_type, limit_scope
    having count(distinct identifier_value) > 1
),

doubtful as (
    select component from probably_joined
    intersect
    select component from several_values
),

final as (
    select
        component_links.record_id,
        component_links.identifier_type,
        component_links.identifier_value,
        component_links.component
    from component_links
    inner join doubtful on component_links.component = doubtful.component
    where component_links.tier < 5
)

select * from final
