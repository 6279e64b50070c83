{{ config(enabled=is_registered('klaviyo')) }}

with raw as (
    select * from {{ source('klaviyo', 'event') }}
),

known_persons as (
    select person_key
    from {{ ref('stg_klaviyo__person') }}
    where row_status = 'kept'
),

cleaned as (
    select
        {{ clean_text('raw.id') }} as event_key,
        {{ clean_text('raw.person_id') }} as person_key,
        {{ clean_text('raw.campaign_id') }} as campaign_key,
        {{ clean_text('raw.flow_id') }} as flow_key,
        {{ clean_text('raw.flow_message_id') }} as flow_message_key,
        {{ clean_text('raw.metric_id') }} as metric_key,
        {{ clean_text('raw.type') }} as event_type,
        coalesce(
            {{ clean_text('raw.property_message_name') }},
            {{ clean_text('raw.property_campaign_name') }}
        ) as message_name,
        {{ clean_text('raw.property_list') }} as list_name,
        coalesce({{ parse_boolean('raw._fivetran_deleted') }}, false) as is_deleted,
        coalesce(
            {{ parse_instant('raw.datetime') }},
            {{ parse_instant('raw.timestamp') }}
        ) as occurred_at,
        {{ parse_instant('raw._fivetran_synced') }} as synced_at,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        cleaned.*,
        case
            when cleaned.event_key is null then 'no key'
            when cleaned.occurred_at is null then 'unreadable value: datetime'
            when {{ is_impossible_date('cleaned.occurred_at') }} then 'impossible date: datetime'
            when {{ is_after_as_of('cleaned.occurred_at') }} then 'after as_of'
            when known_persons.person_key is null then 'orphan: no person'
        end as rejection_reason
    from cleaned
    left join known_persons
        on cleaned.person_key = known_persons.person_key
),

final as (
    {{ classify_rows('judged', key=['event_key'], latest_by='synced_at') }}
)

select * from final
