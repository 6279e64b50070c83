{{ config(enabled=is_registered('klaviyo'), materialized='view') }}

with persons as (
    select * from {{ ref('stg_klaviyo__person') }}
    where row_status = 'kept'
),

found as (
    {% for identifier_type in ['email', 'phone'] -%}
    select
        {{ entity_id('klaviyo', 'person', 'person_key') }} as record_id,
        '{{ identifier_type }}' as identifier_type,
        {{ identifier_type }} as identifier_value,
        created_at as first_seen_at,
        updated_at as last_seen_at
    from persons
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

final as (
    select * from found
    where identifier_value is not null
)

select * from final
