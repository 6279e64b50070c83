{{ config(enabled=is_registered('files'), materialized='view') }}

with identifier_rows as (
    select * from {{ ref('stg_files__identifiers_rows') }}
    where row_status = 'kept'
),

contacts as (
    select * from {{ ref('stg_files__contacts_rows') }}
    where row_status = 'kept'
),

records as (
    select * from {{ ref('stg_files__contacts') }}
),

-- the convenience columns email, email_2 … phone_9 of a contacts file
carried_by_contacts as (
    {%- for identifier_type in ['email', 'phone'] %}
    {%- set type_loop = loop %}
    {%- for number in range(1, 10) %}
    {%- set column = identifier_type if number == 1 else identifier_type ~ '_' ~ number %}
    select
        record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ column }} as identifier_value,
        created_at as first_seen_at,
        coalesce(updated_at, created_at) as last_seen_at
    from contacts
    where {{ column }} is not null
    {%- if not (loop.last and type_loop.last) %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- endfor %}
),

-- Your own id of a person is a number that you gave out: whoever has no other identifier is somebody nevertheless.
own_ids as (
    select
        record_id,
        'own_id' as identifier_type,
        record_id as identifier_value,
        created_at as first_seen_at,
        coalesce(updated_at, created_at) as last_seen_at
    from records
),

seen as (
    select
        record_id,
        identifier_type,
        identifier_value,
        first_seen_at,
        last_seen_at
    from identifier_rows
    union all
    select * from carried_by_contacts
    union all
    select * from own_ids
),

final as (
    select
        record_id,
        identifier_type,
        identifier_value,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from seen
    group by
        record_id,
        identifier_type,
        identifier_value
)

select * from final
