{{ config(enabled=is_registered('files'), materialized='view') }}

{%- set tables_with_records = [
    'identifiers', 'orders', 'carts', 'touchpoints', 'web_events', 'interactions', 'consents',
] %}

with contacts as (
    select * from {{ ref('stg_files__contacts_rows') }}
    where row_status = 'kept'
),

country_names as (
    select * from {{ ref('country_names') }}
),

mentioned as (
    {%- for table in tables_with_records %}
    select record_id from {{ ref('stg_files__' ~ table ~ '_rows') }}
    where row_status = 'kept' and record_id is not null
    {%- if not loop.last %}
    union
    {%- endif %}
    {%- endfor %}
),

-- who exists only through an order, an event or an identifier must not vanish: a record without attributes
only_mentioned as (
    select mentioned.record_id
    from mentioned
    left join contacts on mentioned.record_id = contacts.record_id
    where contacts.record_id is null
),

described as (
    select
        contacts.record_id,
        coalesce(contacts.source, 'files') as source,
        coalesce(contacts.object, 'contact') as object,
        coalesce(contacts.source_key, contacts.record_id) as source_key,
        contacts.first_name,
        contacts.last_name,
        {{ known_birth_date('contacts.birth_date') }} as birth_date,
        coalesce({{ normalise_language('contacts.language') }}, contacts.language) as language,
        contacts.customer_type,
        contacts.company_name,
        contacts.street,
        contacts.city,
        contacts.region,
        contacts.postal_code,
        -- what no seed knows stays to be seen: the audit warns of it
        coalesce(country_names.country_code, contacts.country_code) as country_code,
        contacts.store_code,
        coalesce(contacts.is_deleted, false) as is_deleted,
        contacts.created_at,
        contacts.updated_at
    from contacts
    left join country_names
        on {{ lookup_key('contacts.country_code') }} = country_names.country_name
),

undescribed as (
    select
        record_id,
        'files' as source,
        'contact' as object,
        record_id as source_key,
        cast(null as string) as first_name,
        cast(null as string) as last_name,
        cast(null as date) as birth_date,
        cast(null as string) as language,
        cast(null as string) as customer_type,
        cast(null as string) as company_name,
        cast(null as string) as street,
        cast(null as string) as city,
        cast(null as string) as region,
        cast(null as string) as postal_code,
        cast(null as string) as country_code,
        cast(null as string) as store_code,
        false as is_deleted,
        cast(null as timestamp) as created_at,
        cast(null as timestamp) as updated_at
    from only_mentioned
),

final as (
    select * from described
    union all
    select * from undescribed
)

select * from final
