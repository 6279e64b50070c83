with laws as (
    select * from {{ ref('int_consent__laws') }}
),

rules as (
    select * from {{ ref('int_consent__rules') }}
),

contact_points as (
    select * from {{ ref('int_consent__contact_points') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

refusals as (
    select * from {{ ref('int_consent__refusals') }}
),

grants as (
    select * from {{ ref('int_consent__grants') }}
),

relations as (
    select * from {{ ref('int_consent__relations') }}
),

points as (
    select
        contact_points.customer_id,
        contact_points.address_type,
        contact_points.contact_point,
        max(case when contact_points.is_primary then 1 else 0 end) = 1 as is_primary,
        min(case when contacts.created_at <= {{ as_of() }} then contacts.created_at end) as known_since
    from contact_points
    inner join contacts on contact_points.record_id = contacts.record_id
    group by contact_points.customer_id, contact_points.address_type, contact_points.contact_point
),

-- An implied consent that a source recorded (the end of a contract) counts like a purchase; the later of the two runs
-- longer.
facts as (
    select
        laws.customer_id,
        rules.channel,
        rules.purpose,
        laws.contact_point,
        laws.jurisdiction,
        laws.customer_type,
        rules.regime,
        rules.clause,
        rules.purchase_clause,
        rules.inquiry_clause,
        rules.withdrawal_clause,
        rules.purchase_months,
        rules.inquiry_months,
        points.is_primary,
        points.known_since,
        refusals.status as refusal_status,
        refusals.evidence as refusal_evidence,
        refusals.occurred_at as refused_at,
        express_grants.evidence as express_evidence,
        express_grants.occurred_at as express_at,
        case
            when purchases.occurred_at is null or implied_grants.occurred_at > purchases.occurred_at
                then implied_grants.evidence
            else purchases.evidence
        end as purchase_evidence,
        greatest(
            coalesce(purchases.occurred_at, implied_grants.occurred_at),
            coalesce(implied_grants.occurred_at, purchases.occurred_at)
        ) as purchase_at,
        case
            when inquiries.occurred_at is null or inquiry_grants.occurred_at > inquiries.occurred_at
                then inquiry_grants.evidence
            else inquiries.evidence
        end as inquiry_evidence,
        greatest(
            coalesce(inquiries.occurred_at, inquiry_grants.occurred_at),
            coalesce(inquiry_grants.occurred_at, inquiries.occurred_at)
        ) as inquiry_at
    from laws
    inner join rules
        on
            laws.jurisdiction = rules.jurisdiction
            and laws.customer_type = rules.customer_type
            and laws.address_type = rules.address_type
    inner join points
        on
            laws.customer_id = points.customer_id
            and laws.address_type = points.address_type
            and laws.contact_point = points.contact_point
    left join refusals
        on
            laws.customer_id = refusals.customer_id
            and laws.contact_point = refusals.contact_point
            and rules.channel = refusals.channel
            and rules.purpose = refusals.purpose
    {%- for basis in ['express', 'implied', 'inquiry'] %}
    {%- set name = basis ~ '_grants' %}
    left join grants as {{ name }}
        on
            laws.customer_id = {{ name }}.customer_id
            and laws.contact_point = {{ name }}.contact_point
            and rules.channel = {{ name }}.channel
            and rules.purpose = {{ name }}.purpose
            and {{ name }}.basis = '{{ basis }}'
    {%- endfor %}
    {%- for basis, name in {'implied': 'purchases', 'inquiry': 'inquiries'}.items() %}
    left join relations as {{ name }}
        on
            laws.customer_id = {{ name }}.customer_id
            and laws.address_type = {{ name }}.address_type
            and laws.contact_point = {{ name }}.contact_point
            and {{ name }}.basis = '{{ basis }}'
    {%- endfor %}
),

dated as (
    select
        *,
        {{ lapses_at('purchase_at', 'purchase_months') }} as purchase_lapses_at,
        {{ lapses_at('inquiry_at', 'inquiry_months') }} as inquiry_lapses_at
    from facts
),

-- Of two implied consents the one that runs longer.
implied as (
    select
        *,
        case
            when purchase_lapses_at is null and inquiry_lapses_at is null then null
            when inquiry_lapses_at is null or purchase_lapses_at >= inquiry_lapses_at then 'purchase'
            else 'inquiry'
        end as relation,
        greatest(
            coalesce(purchase_lapses_at, inquiry_lapses_at), coalesce(inquiry_lapses_at, purchase_lapses_at)
        ) as relation_lapses_at
    from dated
),

-- From the best to the worst. After a refusal only an express consent given later counts (int_consent__grants).
judged as (
    select
        *,
        case
            when regime is null then 'no rule'
            when express_at is not null then 'express'
            when refusal_status = 'objected' then 'objection'
            when refusal_status is not null then 'consent withdrawn'
            when regime = 'opt_out' then 'opt-out'
            when relation_lapses_at > {{ as_of() }} then relation
            when relation_lapses_at is not null then 'consent expired'
            else 'no consent'
        end as verdict
    from implied
),

ranked as (
    select
        *,
        case verdict
            when 'no rule' then 6
            when 'objection' then 5
            when 'consent withdrawn' then 4
            when 'no consent' then 3
            when 'consent expired' then 2
            else 1
        end as severity
    from judged
),

described as (
    select
        customer_id,
        channel,
        purpose,
        contact_point,
        jurisdiction,
        customer_type,
        verdict,
        case
            when verdict in ('objection', 'consent withdrawn') then withdrawal_clause
            when verdict in ('purchase', 'consent expired') and relation = 'purchase' then purchase_clause
            when verdict in ('inquiry', 'consent expired') then inquiry_clause
            else clause
        end as legal_clause,
        case
            when verdict = 'express' then express_evidence
            when verdict in ('objection', 'consent withdrawn') then refusal_evidence
            when verdict in ('purchase', 'consent expired') and relation = 'purchase' then purchase_evidence
            when verdict in ('inquiry', 'consent expired') then inquiry_evidence
        end as evidence,
        severity,
        is_primary,
        case
            when verdict = 'express' then express_at
            when verdict in ('objection', 'consent withdrawn') then refused_at
            when verdict in ('purchase', 'consent expired') and relation = 'purchase' then purchase_at
            when verdict in ('inquiry', 'consent expired') then inquiry_at
            when verdict = 'opt-out' then known_since
        end as since_at,
        case
            when verdict in ('purchase', 'inquiry', 'consent expired') then relation_lapses_at
        end as expires_at
    from ranked
),

-- Where several laws may hold (records of two countries, a person and a firm), every one of them must allow: the worst
-- verdict is kept, and of those that allow the one that ends first.
binding as (
    select
        *,
        row_number() over (
            partition by customer_id, channel, purpose, contact_point
            order by severity desc, expires_at asc nulls last, jurisdiction asc nulls last, customer_type asc nulls last
        ) as choice
    from described
),

final as (
    select
        customer_id,
        channel,
        purpose,
        contact_point,
        jurisdiction,
        customer_type,
        verdict,
        legal_clause,
        evidence,
        severity,
        is_primary,
        severity = 1 as is_contactable,
        since_at,
        expires_at
    from binding
    where choice = 1
)

select * from final
