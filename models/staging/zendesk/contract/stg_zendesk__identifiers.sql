{{ config(enabled=is_registered('zendesk'), materialized='view') }}

with users as (
    select * from {{ ref('stg_zendesk__user') }}
    where row_status = 'kept' and role = 'end-user'
),

found as (
    {% for identifier_type in ['email', 'phone'] -%}
    select
        {{ entity_id('zendesk', 'user', 'user_key') }} as record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ identifier_type }} as identifier_value,
        created_at as first_seen_at,
        updated_at as last_seen_at
    from users
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (
    select * from found
    where identifier_value is not null
)

select * from final
