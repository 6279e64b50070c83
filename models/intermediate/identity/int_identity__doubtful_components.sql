{{ config(materialized=components_materialization()) }}

{{ connected_components(
    links=ref('int_identity__doubtful_links'),
    record='record_id',
    identifier=['identifier_type', 'identifier_value']
) }}
