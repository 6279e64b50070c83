{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

with members as (
    select * from {{ ref('stg_mailchimp__member') }}
    where row_status = 'kept' and email is not null
),

final as (
    select
        {{ entity_id('mailchimp', 'member', 'row_key') }} as record_id,
        'email' as identifier_type,
        email as identifier_value,
        coalesce(signed_up_at, opted_in_at) as first_seen_at,
        updated_at as last_seen_at
    from members
)

select * from final
