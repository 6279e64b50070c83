{{ config(materialized=kept_up_materialization(), concerned='int_identity__touched_records') }}

-- The linter takes CTEs that only an update reads for unused.
-- noqa: disable=ST03
with links as (
    {{ concerned_rows('int_identity__links', 'int_identity__touched_records') }}
),

components as (
    {{ concerned_rows('int_identity__components', 'int_identity__touched_records') }}
),

probably_joined as (
    select distinct components.component
    from {{ shared_rows('links', 'int_identity__links') }}
    inner join {{ shared_rows('components', 'int_identity__components') }} on links.record_id = components.record_id
    where links.tier = 5
),

component_links as (
    {{ component_links('probably_joined') }}
),

several_values as (
    select component
    from component_links
    where apart_probability is not null
    group by component, identifier_type, limit_scope
    having min(identifier_value) <> max(identifier_value)
),

doubtful as (
    select distinct component from several_values
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
