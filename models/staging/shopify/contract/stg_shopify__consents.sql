{{ config(enabled=is_registered('shopify'), materialized='view') }}

with customers as (
    select * from {{ ref('stg_shopify__customer') }}
    where row_status = 'kept' and is_marketing_accepted is not null
),

orders as (
    select * from {{ ref('stg_shopify__order') }}
    where row_status = 'kept' and record_id is not null and is_marketing_accepted
),

-- The account holds the present answer without its date. A grant is dated as early and a refusal as late as they can
-- be, so that neither reading ever widens consent: a refusal whose last change is unknown or after as_of holds now.
account_answers as (
    select
        {{ entity_id('shopify', 'customer_consent', 'customer_key') }} || '/email' as consent_id,
        {{ entity_id('shopify', 'customer', 'customer_key') }} as record_id,
        case when is_marketing_accepted then 'granted' else 'withdrawn' end as status,
        'shop account' as evidence,
        case
            when is_marketing_accepted then coalesce(created_at, updated_at)
            else coalesce(updated_at, {{ as_of() }})
        end as occurred_at
    from customers
),

-- A box ticked at the checkout grants; one left empty withdraws nothing.
checkout_grants as (
    select
        {{ entity_id('shopify', 'order_consent', 'order_key') }} || '/email' as consent_id,
        record_id,
        'granted' as status,
        'checkout of order ' || order_key as evidence,
        ordered_at as occurred_at
    from orders
),

answers as (
    select * from account_answers
    union all
    select * from checkout_grants
),

final as (
    select
        consent_id,
        record_id,
        'email' as channel,
        'marketing' as purpose,
        status,
        'express' as basis,
        evidence,
        occurred_at
    from answers
    where occurred_at is not null
)

select * from final
