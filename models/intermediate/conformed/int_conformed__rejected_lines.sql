with rejected_lines as (
    select * from {{ ref('stg_landing__rejected_lines') }}
),

final as (
    select * from rejected_lines
    where
        source in (
            {%- for source_name in var('sources') | sort %}
            '{{ source_name }}'{{ ',' if not loop.last }}
            {%- endfor %}
        )
)

select * from final
