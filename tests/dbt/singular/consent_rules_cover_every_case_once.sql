-- Every jurisdiction × purpose × channel × customer type is ruled by exactly one row: lists the cases
-- that none or several rule.
with consent_rules as (
    select * from {{ ref('consent_rules') }}
),

cases as (
    {{ consent_cases() }}
),

ruled as (
    select
        cases.jurisdiction || ', ' || cases.purpose || ', ' || cases.channel || ', '
        || cases.customer_type as ruled_case,
        count(consent_rules.regime) as rule_count
    from cases
    left join consent_rules
        on
            cases.jurisdiction = consent_rules.jurisdiction
            and cases.purpose = consent_rules.purpose
            and consent_rules.channel in ('*', cases.channel)
            and consent_rules.customer_type in ('*', cases.customer_type)
    group by cases.jurisdiction, cases.purpose, cases.channel, cases.customer_type
)

select
    ruled_case,
    rule_count,
    case
        when rule_count = 0 then 'consent_rules.csv: no row for '
        else 'consent_rules.csv: ' || cast(rule_count as string) || ' rows, those with * included, for '
    end
    || ruled_case || ': each case needs exactly one' as problem
from ruled
where rule_count <> 1
order by ruled_case
