with consent_rules as (
    select * from {{ ref('consent_rules') }}
),

cases as (
    {{ consent_cases() }}
),

-- A case that no row names stays in the table, so that nobody is contacted there by oversight.
final as (
    select
        cases.jurisdiction,
        cases.purpose,
        cases.channel,
        cases.address_type,
        cases.customer_type,
        consent_rules.regime,
        consent_rules.clause,
        consent_rules.purchase_clause,
        consent_rules.inquiry_clause,
        consent_rules.withdrawal_clause,
        consent_rules.purchase_months,
        consent_rules.inquiry_months
    from cases
    left join consent_rules
        on
            cases.jurisdiction = consent_rules.jurisdiction
            and cases.purpose = consent_rules.purpose
            and consent_rules.channel in ('*', cases.channel)
            and consent_rules.customer_type in ('*', cases.customer_type)
)

select * from final
