with verdicts as (
    select * from {{ ref('int_consent__verdicts') }}
),

statements as (
    select * from {{ ref('int_consent__statements') }}
    where
        status = 'objected'
        and purpose = 'marketing'
),

customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

objectors as (
    select distinct customer_records.customer_id
    from statements
    inner join customer_records on statements.record_id = customer_records.record_id
),

-- One address that may be used is enough: the one whose consent lasts longest, the primary one among equals.
ranked as (
    select
        *,
        row_number() over (
            partition by customer_id, channel, purpose
            order by
                severity asc nulls last,
                case when expires_at is null then 0 else 1 end,
                expires_at desc,
                case when is_primary then 0 else 1 end,
                contact_point asc nulls last
        ) as choice
    from verdicts
),

final as (
    select
        ranked.customer_id,
        ranked.channel,
        ranked.purpose,
        case when ranked.is_contactable then ranked.contact_point end as contact_point,
        ranked.jurisdiction,
        case when ranked.is_contactable then ranked.verdict end as basis,
        case when not ranked.is_contactable then ranked.verdict end as refusal_reason,
        ranked.legal_clause,
        ranked.evidence,
        ranked.is_contactable,
        objectors.customer_id is null as is_profiling_allowed,
        ranked.since_at,
        ranked.expires_at
    from ranked
    left join objectors on ranked.customer_id = objectors.customer_id
    where ranked.choice = 1
)

select * from final
