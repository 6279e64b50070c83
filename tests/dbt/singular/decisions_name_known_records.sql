-- A decision about a record that is not there has no effect: a slip of the pen, or the record is gone.
{{ config(severity='warn') }}
with decisions as (
    select * from {{ ref('int_identity__decisions') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

problems as (
    {%- for side in ['left', 'right'] %}
    select
        'identity_decisions.csv, row "' || decisions.record_id_left || ',' || decisions.record_id_right
        || '": there is no record ' || decisions.record_id_{{ side }} as problem
    from decisions
    left join contacts on decisions.record_id_{{ side }} = contacts.record_id
    where contacts.record_id is null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select problem
from problems
order by problem
