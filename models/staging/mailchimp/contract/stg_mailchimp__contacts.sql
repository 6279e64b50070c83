{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

with members as (
    select * from {{ ref('stg_mailchimp__member') }}
    where row_status = 'kept'
),

country_names as (
    select * from {{ ref('country_names') }}
),

final as (
    select
        {{ entity_id('mailchimp', 'member', 'members.row_key') }} as record_id,
        'mailchimp' as source,
        'member' as object,
        members.row_key as source_key,
        members.first_name,
        members.last_name,
        cast(null as date) as birth_date,
        {{ normalise_language('members.language') }} as language,
        cast(null as string) as customer_type,
        cast(null as string) as company_name,
        cast(null as string) as street,
        cast(null as string) as city,
        cast(null as string) as region,
        cast(null as string) as postal_code,
        country_names.country_code,
        cast(null as string) as store_code,
        coalesce(members.status = 'archived', false) as is_deleted,
        coalesce(members.signed_up_at, members.opted_in_at) as created_at,
        members.updated_at
    from members
    left join country_names
        on {{ lookup_key('members.country') }} = country_names.country_name
)

select * from final
