{{ config(materialized=kept_up_materialization(), concerned='int_identity__changed_records') }}

-- depends_on: {{ ref('int_identity__changed_records') }}
with contacts as (
    {{ concerned_rows('int_conformed__contacts', 'int_identity__changed_records') }}
),

identifiers as (
    {{ concerned_rows('int_conformed__identifiers', 'int_identity__changed_records') }}
),

final as (
    {{ prints_of_records('contacts', 'identifiers') }}
)

select * from final
