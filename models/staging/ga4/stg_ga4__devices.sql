{{ config(enabled=is_registered('ga4')) }}

with events as (
    select * from {{ ref('stg_ga4__event') }}
    where row_status = 'kept' and device_key is not null
),

country_names as (
    select * from {{ ref('country_names') }}
),

-- A device is seen in few countries, so the latest is looked for among those, not among its events.
stays as (
    select
        device_key,
        user_key,
        country,
        min(occurred_at) as first_seen_at,
        max(occurred_at) as last_seen_at
    from events
    group by device_key, user_key, country
),

ranked_stays as (
    select
        stays.*,
        country_names.country_code,
        row_number() over (
            partition by stays.device_key, stays.user_key
            order by
                case when country_names.country_code is null then 1 else 0 end,
                stays.last_seen_at desc,
                country_names.country_code nulls last,
                stays.country nulls last
        ) as recency
    from stays
    left join country_names
        on {{ lookup_key('stays.country') }} = country_names.country_name
),

final as (
    select
        device_key || coalesce('/' || user_key, '') as record_key,
        device_key,
        user_key,
        max(case when recency = 1 then country_code end) as country_code,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at
    from ranked_stays
    group by device_key, user_key
)

select * from final
