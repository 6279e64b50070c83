with contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

components as (
    select * from {{ ref('int_identity__components') }}
),

-- A record with neither a usable identifier nor a name stands for nobody in particular (a receipt with the
-- till's own e-mail): what hangs on it stays anonymous instead of making a customer of its own.
people as (
    select
        contacts.record_id,
        contacts.source,
        contacts.object,
        contacts.created_at,
        components.record_id is not null as is_linked,
        coalesce(components.component, contacts.record_id) as component
    from contacts
    left join components on contacts.record_id = components.record_id
    where
        components.record_id is not null
        or contacts.last_name is not null
),

ordered as (
    select
        *,
        row_number() over (partition by component order by created_at asc nulls last, record_id) as record_number
    from people
),

named as (
    select
        component,
        {{ new_customer_id('record_id') }} as customer_id
    from ordered
    where record_number = 1
),

final as (
    select
        ordered.record_id,
        named.customer_id,
        ordered.source,
        ordered.object,
        ordered.is_linked,
        ordered.record_number = 1 as is_first_record,
        ordered.created_at
    from ordered
    inner join named on ordered.component = named.component
)

select * from final
