-- depends_on: {{ ref('int_identity__update_plan') }}, {{ ref('int_conformed__identifiers') }}
with contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

{% if is_update() -%}
identifiers as (
    select * from {{ ref('int_conformed__identifiers') }}
),

current_prints as (
    {{ prints_of_records('contacts', 'identifiers') }}
),

earlier_prints as (
    select * from {{ previous_version('int_identity__input_prints') }}
),

final as (
    select coalesce(current_prints.record_id, earlier_prints.record_id) as record_id
    from current_prints
    full outer join earlier_prints on current_prints.record_id = earlier_prints.record_id
    where current_prints.record_print is distinct from earlier_prints.record_print
)
{%- else -%}
final as (
    select record_id from contacts
    where false
)
{%- endif %}

select * from final
