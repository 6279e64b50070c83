{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

with members as (
    select * from {{ ref('stg_mailchimp__member') }}
    where row_status = 'kept'
),

-- Only who is or was subscribed has consented: a transactional or imported address has not. A consent without a date
-- that can be believed is not proven.
granted as (
    select
        row_key || '/subscribed' as consent_key,
        row_key,
        list_key,
        'granted' as status,
        'express' as basis,
        coalesce(opted_in_at, signed_up_at) as occurred_at
    from members
    where status in ('subscribed', 'unsubscribed') and coalesce(opted_in_at, signed_up_at) is not null
),

-- The status has no date of its own: a refusal counts from the last change, at the latest from as_of.
withdrawn as (
    select
        row_key || '/unsubscribed' as consent_key,
        row_key,
        list_key,
        'withdrawn' as status,
        cast(null as string) as basis,
        coalesce(updated_at, {{ as_of() }}) as occurred_at
    from members
    where status = 'unsubscribed'
),

consents as (
    select * from granted
    union all
    select * from withdrawn
),

final as (
    select
        {{ entity_id('mailchimp', 'member', 'consent_key') }} as consent_id,
        {{ entity_id('mailchimp', 'member', 'row_key') }} as record_id,
        'email' as channel,
        'marketing' as purpose,
        status,
        basis,
        'Mailchimp audience ' || list_key as evidence,
        occurred_at
    from consents
)

select * from final
