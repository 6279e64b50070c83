{{ config(enabled=is_registered('zendesk'), materialized='view') }}

-- Marking a ticket as spam deletes it and suspends its requester; agents' own tickets are no customer's contact.
with users as (
    select * from {{ ref('stg_zendesk__user') }}
    where row_status = 'kept' and role = 'end-user' and not is_suspended
),

tickets as (
    select * from {{ ref('stg_zendesk__ticket') }}
    where row_status = 'kept' and coalesce(status, '') not in ('deleted', 'spam')
),

-- Who refuses messages complains of them.
kind_patterns as (
    select
        priority,
        field,
        pattern,
        kind
    from {{ ref('interaction_kinds') }}
    union all
    select
        0 as priority,
        'subject' as field,
        phrase as pattern,
        'complaint' as kind
    from {{ ref('refusal_phrases') }}
),

customer_tickets as (
    select
        tickets.*,
        {{ lookup_key('tickets.subject') }} as subject_key
    from tickets
    inner join users
        on tickets.requester_key = users.user_key
),

-- Subjects repeat, so the patterns are held against the distinct ones.
cases as (
    select distinct
        subject_key,
        ticket_type,
        via_channel
    from customer_tickets
),

matches as (
    select
        cases.subject_key,
        cases.ticket_type,
        cases.via_channel,
        kind_patterns.kind,
        row_number() over (
            partition by cases.subject_key, cases.ticket_type, cases.via_channel
            order by kind_patterns.priority nulls last, kind_patterns.pattern nulls last
        ) as preference
    from cases
    inner join kind_patterns
        on case kind_patterns.field
                when 'subject' then cases.subject_key
                when 'type' then cases.ticket_type
                when 'channel' then cases.via_channel
            end like kind_patterns.pattern
),

final as (
    select
        {{ entity_id('zendesk', 'ticket', 'customer_tickets.ticket_key') }} as interaction_id,
        {{ entity_id('zendesk', 'user', 'customer_tickets.requester_key') }} as record_id,
        coalesce(matches.kind, 'ticket') as kind,
        cast(null as string) as sentiment,
        cast(null as decimal(5, 2)) as rating,
        customer_tickets.subject,
        customer_tickets.created_at as occurred_at,
        case
            when customer_tickets.status in ('solved', 'closed') then customer_tickets.updated_at
        end as closed_at
    from customer_tickets
    left join matches
        on coalesce(customer_tickets.subject_key, '') = coalesce(matches.subject_key, '')
            and coalesce(customer_tickets.ticket_type, '') = coalesce(matches.ticket_type, '')
            and coalesce(customer_tickets.via_channel, '') = coalesce(matches.via_channel, '')
            and matches.preference = 1
)

select * from final
