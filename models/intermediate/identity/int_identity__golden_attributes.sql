{%- set golden_types = "'" ~ golden_identifiers() | join("', '") ~ "'" -%}

with customer_records as (
    select * from {{ ref('int_identity__customer_records') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

links as (
    select * from {{ ref('int_identity__links') }}
),

attribute_survivorship as (
    select * from {{ ref('attribute_survivorship') }}
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
        {{ shown_attribute(attribute, columns) | indent(8) }} as attribute_value,
        source,
        {{ count_filled(columns) }} as filled_columns,
        coalesce(is_deleted, false) as is_deleted,
        updated_at
    from records
    where {{ count_filled(columns) }} > 0
    union all
    {% endfor -%}
    select
        records.customer_id,
        records.record_id,
        links.identifier_type as attribute,
        links.identifier_value as attribute_value,
        records.source,
        1 as filled_columns,
        coalesce(records.is_deleted, false) as is_deleted,
        links.last_seen_at as updated_at
    from links
    inner join records on links.record_id = records.record_id
    where links.identifier_type in ({{ golden_types }})
),

ruled as (
    select
        candidates.*,
        coalesce(own_rules.priority, default_rules.priority) as source_priority,
        coalesce(own_rules.strategy, default_rules.strategy) as strategy,
        count(*) over (
            partition by
                candidates.customer_id, candidates.attribute, candidates.is_deleted,
                {{ lower_case('candidates.attribute_value') }}
        ) as agreeing_candidates
    from candidates
    left join attribute_survivorship as own_rules
        on candidates.attribute = own_rules.attribute and candidates.source = own_rules.source
    left join attribute_survivorship as default_rules
        on candidates.attribute = default_rules.attribute and default_rules.source = '*'
),

-- Within one priority the strategy is the same (a test of the seed holds it), so its criterion compares like with like.
ranked as (
    select
        *,
        row_number() over (
            partition by customer_id, attribute
            order by
                case when is_deleted then 1 else 0 end,
                source_priority asc nulls last,
                case strategy
                    when 'complete' then filled_columns
                    when 'frequent' then agreeing_candidates
                    else 0
                end desc,
                updated_at desc nulls last,
                filled_columns desc,
                record_id nulls last,
                attribute_value nulls last
        ) as candidate_rank
    from ruled
),

final as (
    select
        customer_id,
        record_id,
        attribute,
        attribute_value,
        source,
        strategy,
        source_priority,
        candidate_rank,
        is_deleted,
        updated_at
    from ranked
)

select * from final
