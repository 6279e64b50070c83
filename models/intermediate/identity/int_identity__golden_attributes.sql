with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

records as (
    select
        customer_records.customer_id,
        contacts.*
    from customer_records
    inner join contacts on customer_records.record_id = contacts.record_id
),

-- Attributes that belong together are won together: never one record's street with another's city.
candidates as (
    {% for attribute, columns in golden_attributes().items() -%}
    select
        customer_id,
        record_id,
        '{{ attribute }}' as attribute,
        {{ count_filled(columns) }} as filled_columns,
        is_deleted,
        updated_at
    from records
    where {{ count_filled(columns) }} > 0
    {% if not loop.last -%}
    union all
    {% endif -%}
    {%- endfor %}
),

ranked as (
    select
        *,
        row_number() over (
            partition by customer_id, attribute
            order by
                case when coalesce(is_deleted, false) then 1 else 0 end,
                filled_columns desc,
                updated_at desc nulls last,
                record_id nulls last
        ) as candidate_rank
    from candidates
),

final as (
    select
        customer_id,
        attribute,
        record_id,
        candidate_rank
    from ranked
)

select * from final
