-- The linter takes lines of loops for wrongly indented.
-- noqa: disable=LT02
with records as (
    {{ union_contract('contacts') | indent(4) }}
),

placeholder_names as (
    select * from {{ ref('placeholder_names') }}
),

-- Mr Client and Mrs Test exist: only who bears nothing but placeholders has no name.
final as (
    select
        {%- for column in model.columns.values() %}
        {%- if column.name in ['first_name', 'last_name'] %}
        case
            when
                (records.first_name is null or given_placeholders.name is not null)
                and (records.last_name is null or family_placeholders.name is not null)
                then cast(null as string)
            else records.{{ column.name }}
        end as {{ column.name }}
        {%- else %}
        records.{{ column.name }}
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    from records
    left join placeholder_names as given_placeholders
        on {{ lower_case(trim_blanks('records.first_name')) }} = given_placeholders.name
    left join placeholder_names as family_placeholders
        on {{ lower_case(trim_blanks('records.last_name')) }} = family_placeholders.name
)

select * from final
