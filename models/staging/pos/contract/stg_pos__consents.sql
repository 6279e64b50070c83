{{ config(enabled=is_registered('pos'), materialized='view') }}

{%- set boxes = [
    ('email', 'is_email_accepted'),
    ('sms', 'is_sms_accepted'),
    ('direct_mail', 'is_mail_accepted'),
] %}

with cards as (
    select * from {{ ref('stg_pos__loyalty_card') }}
    where row_status = 'kept'
),

answers as (
    {%- for channel, column in boxes %}
    {{ 'union all' if not loop.first }}
    select
        card_key,
        '{{ channel }}' as channel,
        {{ column }} as is_accepted,
        issued_at,
        updated_at
    from cards
    where {{ column }} is not null
    {%- endfor %}
),

-- The card holds the present answers without their dates. A grant is dated as early and a refusal as late as they can
-- be, so that neither reading ever widens consent: a refusal whose last change is unknown or after as_of holds now.
dated as (
    select
        card_key,
        channel,
        case when is_accepted then 'granted' else 'withdrawn' end as status,
        case
            when is_accepted then coalesce(issued_at, updated_at)
            else coalesce(updated_at, {{ as_of() }})
        end as occurred_at
    from answers
),

final as (
    select
        {{ entity_id('pos', 'loyalty_card_consent', 'card_key') }} || '/' || channel as consent_id,
        {{ entity_id('pos', 'loyalty_card', 'card_key') }} as record_id,
        channel,
        'marketing' as purpose,
        status,
        'express' as basis,
        'loyalty card form' as evidence,
        occurred_at
    from dated
    where occurred_at is not null
)

select * from final
