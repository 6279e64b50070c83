{{ config(enabled=is_registered('salesforce'), materialized='view') }}

with contacts as (
    select * from {{ ref('stg_salesforce__contact') }}
    where row_status = 'kept'
),

leads as (
    select * from {{ ref('stg_salesforce__lead') }}
    where row_status = 'kept'
),

accounts as (
    select * from {{ ref('stg_salesforce__account') }}
    where row_status = 'kept'
),

country_names as (
    select * from {{ ref('country_names') }}
),

-- The account's address is taken whole or not at all: half of one and half of the other is nobody's.
contacts_of_accounts as (
    select
        contacts.*,
        accounts.name as account_name,
        accounts.is_household,
        accounts.street as account_street,
        accounts.city as account_city,
        accounts.region as account_region,
        accounts.postal_code as account_postal_code,
        accounts.country as account_country,
        contacts.street is null and contacts.city is null and contacts.postal_code is null
        and coalesce(contacts.country, accounts.country, '') = coalesce(accounts.country, '')
            as is_account_address_taken
    from contacts
    left join accounts
        on contacts.account_key = accounts.account_key
),

contact_records as (
    select
        {{ entity_id('salesforce', 'contact', 'contact_key') }} as record_id,
        'contact' as object,
        contact_key as source_key,
        first_name,
        last_name,
        birth_date,
        case when is_household = false then 'b2b' else 'b2c' end as customer_type,
        case when is_household = false then account_name end as company_name,
        case when is_account_address_taken then account_street else street end as street,
        case when is_account_address_taken then account_city else city end as city,
        case when is_account_address_taken then account_region else region end as region,
        case when is_account_address_taken then account_postal_code else postal_code end as postal_code,
        case when is_account_address_taken then account_country else country end as country,
        is_deleted,
        created_at,
        updated_at
    from contacts_of_accounts
),

-- A lead names its company until it is converted; then the account decides what it was.
lead_records as (
    select
        {{ entity_id('salesforce', 'lead', 'leads.lead_key') }} as record_id,
        'lead' as object,
        leads.lead_key as source_key,
        leads.first_name,
        leads.last_name,
        cast(null as date) as birth_date,
        case
            when accounts.is_household then 'b2c'
            when coalesce(leads.company_name, accounts.name) is not null then 'b2b'
            else 'b2c'
        end as customer_type,
        case
            when accounts.is_household then cast(null as string)
            else coalesce(leads.company_name, accounts.name)
        end as company_name,
        leads.street,
        leads.city,
        leads.region,
        leads.postal_code,
        leads.country,
        leads.is_deleted,
        leads.created_at,
        leads.updated_at
    from leads
    left join accounts
        on leads.converted_account_key = accounts.account_key
),

records as (
    select * from contact_records
    union all
    select * from lead_records
),

final as (
    select
        records.record_id,
        'salesforce' as source,
        records.object,
        records.source_key,
        records.first_name,
        records.last_name,
        records.birth_date,
        cast(null as string) as language,
        records.customer_type,
        records.company_name,
        records.street,
        records.city,
        records.region,
        records.postal_code,
        country_names.country_code,
        cast(null as string) as store_code,
        records.is_deleted,
        records.created_at,
        records.updated_at
    from records
    left join country_names
        on {{ lookup_key('records.country') }} = country_names.country_name
)

select * from final
