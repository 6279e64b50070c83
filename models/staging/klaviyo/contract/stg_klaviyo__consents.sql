{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with message_events as (
    select * from {{ ref('stg_klaviyo__message_events') }}
    where consent_status is not null
),

persons as (
    select * from {{ ref('stg_klaviyo__person') }}
    where row_status = 'kept'
),

event_consents as (
    select
        {{ entity_id('klaviyo', 'event', 'event_key') }} as consent_id,
        {{ entity_id('klaviyo', 'person', 'person_key') }} as record_id,
        channel,
        consent_status as status,
        case when consent_status = 'granted' then 'express' end as basis,
        coalesce('Klaviyo list ' || list_name, 'Klaviyo event') as evidence,
        occurred_at
    from message_events
),

-- What a sign-up form wrote on the profile: a list of channels such as ["email","sms"].
profile_consents as (
    {% for channel, word in [('email', 'email'), ('sms', 'sms'), ('direct_mail', 'directmail')] -%}
    select
        {{ entity_id('klaviyo', 'person', 'person_key') }} || '/{{ channel }}' as consent_id,
        {{ entity_id('klaviyo', 'person', 'person_key') }} as record_id,
        '{{ channel }}' as channel,
        'granted' as status,
        'express' as basis,
        coalesce(consent_method, 'Klaviyo profile') as evidence,
        consented_at as occurred_at
    from persons
    where consented_channels like '%{{ word }}%' and consented_at is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

-- Suppression stands on the profile without a date. The last change is at or after it; where that is
-- unknown or after as_of it counts from as_of, so that no older grant beats it.
suppressions as (
    select
        {{ entity_id('klaviyo', 'person', 'person_key') }} || '/suppressed' as consent_id,
        {{ entity_id('klaviyo', 'person', 'person_key') }} as record_id,
        'email' as channel,
        'withdrawn' as status,
        cast(null as string) as basis,
        'Klaviyo suppression' as evidence,
        coalesce(updated_at, {{ as_of() }}) as occurred_at
    from persons
    where is_suppressed
),

consents as (
    select * from event_consents
    union all
    select * from profile_consents
    union all
    select * from suppressions
),

final as (
    select
        consent_id,
        record_id,
        channel,
        'marketing' as purpose,
        status,
        basis,
        evidence,
        occurred_at
    from consents
)

select * from final
