{{ config(materialized=components_materialization(), concerned='int_identity__touched_records') }}

{%- set links = '(' ~ concerned_rows('int_identity__doubtful_links', 'int_identity__touched_records') ~ ')' %}

{{ connected_components(
    links=links,
    record='record_id',
    identifier=['identifier_type', 'identifier_value']
) }}
