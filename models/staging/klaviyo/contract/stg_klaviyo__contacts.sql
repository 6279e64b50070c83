{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with persons as (
    select * from {{ ref('stg_klaviyo__person') }}
    where row_status = 'kept'
),

country_names as (
    select * from {{ ref('country_names') }}
),

final as (
    select
        {{ entity_id('klaviyo', 'person', 'persons.person_key') }} as record_id,
        'klaviyo' as source,
        'person' as object,
        persons.person_key as source_key,
        persons.first_name,
        persons.last_name,
        persons.birth_date,
        cast(null as string) as language,
        cast(null as string) as customer_type,
        persons.company_name,
        persons.street,
        persons.city,
        persons.region,
        persons.postal_code,
        country_names.country_code,
        cast(null as string) as store_code,
        persons.is_deleted,
        persons.created_at,
        persons.updated_at
    from persons
    left join country_names
        on {{ lookup_key('persons.country') }} = country_names.country_name
)

select * from final
