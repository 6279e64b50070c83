-- depends_on: {{ ref('int_identity__input_prints') }}, {{ ref('int_identity__links') }}
with relinked_records as (
    select * from {{ ref('int_identity__relinked_records') }}
),

-- Large tables are read where they are needed: what two CTEs read from a third is held whole.
{% if is_update() -%}
new_identifiers as (
    select distinct
        links.identifier_type,
        links.identifier_value
    from {{ ref('int_identity__links') }} as links
    inner join relinked_records on links.record_id = relinked_records.record_id
),

neighbours as (
    select links.record_id
    from {{ ref('int_identity__links') }} as links
    inner join new_identifiers
        on
            links.identifier_type = new_identifiers.identifier_type
            and links.identifier_value = new_identifiers.identifier_value
    union
    select record_id from relinked_records
),

-- What a component of the last run holds is in one place: who has no changed link shares values with its own only.
touched_components as (
    select distinct components.component
    from {{ previous_version('int_identity__components') }} as components
    inner join neighbours on components.record_id = neighbours.record_id
),

final as (
    select record_id from neighbours
    union
    select components.record_id
    from {{ previous_version('int_identity__components') }} as components
    inner join touched_components on components.component = touched_components.component
)
{%- else -%}
final as (
    select record_id from relinked_records
    where false
)
{%- endif %}

select * from final
