with changed_records as (
    select * from {{ ref('int_identity__changed_records') }}
),

{% if is_update() -%}
final as (
    select
        earlier.record_id,
        earlier.identifier_type,
        earlier.raw_value,
        earlier.identifier_value
    from {{ previous_version('int_identity__normalised_identifiers') }} as earlier
    inner join changed_records on earlier.record_id = changed_records.record_id
)
{%- else -%}
final as (
    select
        record_id,
        cast(null as string) as identifier_type,
        cast(null as string) as raw_value,
        cast(null as string) as identifier_value
    from changed_records
    where false
)
{%- endif %}

select * from final
