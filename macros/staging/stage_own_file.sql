{#-
    A whole staging model of the source `files`: each row of a person's own file cleaned, cast and judged.

    The columns, their types, which must be filled and which values they may hold come from the source's
    YAML, so that all contracts are judged by the same rules:

    table         the contract, which is the raw table's name
    key           the columns that identify an entity
    happened_at   the moment after which a row does not exist yet for the run (optional)
    latest_by     the column that tells which of several versions of a key is the newest (optional)
    seeds         column -> seed: the values of that column must be listed in the seed's column of the same name
    parent        the contract whose kept rows must hold the first key column; else the row is an orphan (optional)
    rules         reason -> condition over `cleaned` under which a row is set aside, beyond those of its columns
-#}
{% macro stage_own_file(table, key, happened_at=none, latest_by=none, seeds={}, parent=none, rules={}) -%}
{%- set columns = own_file_columns('files', table) -%}
with raw as (
    select * from {{ source('files', table) }}
),

{% if parent -%}
parents as (
    select {{ key[0] }} from {{ ref('stg_files__' ~ parent ~ '_rows') }}
    where row_status = 'kept'
),

{% endif -%}
cleaned as (
    select
        {%- for column in columns %}
        {{ own_value(column, column.name in seeds) }} as {{ column.name }},
        {%- endfor %}
        case
            {%- for column in columns if column.data_type != 'string' %}
            when {{ is_unreadable(clean_text('raw.' ~ column.name), own_value(column)) }}
                {%- if column.data_type == 'date' %}
                {#- no such day, though written as one (1990-13-45): a placeholder, like 1900-01-01 #}
                and not {{ matches_pattern(clean_text('raw.' ~ column.name), '^[0-9]{4}-?[0-9]{2}-?[0-9]{2}$') }}
                {%- endif %}
                then 'unreadable value: {{ column.name }}'
            {%- endfor %}
        end as unreadable_value,
        {{ row_as_json('raw') }} as raw_row
    from raw
),

judged as (
    select
        {%- for column in columns %}
        {%- if column.name == latest_by %}
        -- A version written after as_of has no moment here, so that an older version goes before it.
        case when cleaned.{{ latest_by }} <= {{ as_of() }} then cleaned.{{ latest_by }} end as {{ latest_by }},
        {%- else %}
        cleaned.{{ column.name }},
        {%- endif %}
        {%- endfor %}
        cleaned.raw_row,
        case
            {%- for column in columns if column.name in key and column.required %}
            when cleaned.{{ column.name }} is null then 'no key'
            {%- endfor %}
            when cleaned.unreadable_value is not null then cleaned.unreadable_value
            {%- for column in columns if column.required and column.name not in key %}
            when cleaned.{{ column.name }} is null then 'missing value: {{ column.name }}'
            {%- endfor %}
            {%- for column in columns %}
            {{- own_value_rules(column) }}
            {%- endfor %}
            {%- for column_name, seed in seeds.items() %}
            when cleaned.{{ column_name }} is not null and {{ seed }}.{{ column_name }} is null
                then 'unknown value: {{ column_name }}'
            {%- endfor %}
            {%- for reason, condition in rules.items() %}
            when {{ condition }} then '{{ reason }}'
            {%- endfor %}
            {%- if happened_at %}
            when {{ is_after_as_of('cleaned.' ~ happened_at) }} then 'after as_of'
            {%- endif %}
            {%- if parent %}
            when parents.{{ key[0] }} is null then 'orphan: no {{ parent }}'
            {%- endif %}
        end as rejection_reason
    from cleaned
    {%- for column_name, seed in seeds.items() %}
    left join {{ ref(seed) }} as {{ seed }} on cleaned.{{ column_name }} = {{ seed }}.{{ column_name }}
    {%- endfor %}
    {%- if parent %}
    left join parents on cleaned.{{ key[0] }} = parents.{{ key[0] }}
    {%- endif %}
),

final as (
    {{ classify_rows('judged', key=key, latest_by=latest_by) }}
)

select * from final
{%- endmacro %}

{#- The declared columns of a raw table: name, data_type, required, values. Known once the project is parsed. -#}
{% macro own_file_columns(source_name, table) -%}
    {%- set columns = [] -%}
    {%- for node in (graph.sources.values() if execute else []) if node.source_name == source_name and node.name == table -%}
        {%- for column in node.columns.values() -%}
            {%- set meta = column.config.meta if column.config else column.meta -%}
            {%- do columns.append({
                'name': column.name,
                'data_type': column.data_type,
                'required': meta.get('required', false),
                'values': meta.get('values', []),
            }) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{- return(columns) -}}
{%- endmacro %}

{#- A raw value in its declared type. A person's own keys are kept as they are given, but for blanks around them. -#}
{% macro own_value(column, is_listed=false) -%}
    {%- set raw_column = 'raw.' ~ column.name -%}
    {%- if column.data_type == 'boolean' -%}
        {{ parse_boolean(raw_column) }}
    {%- elif column.data_type == 'timestamp' -%}
        {{ parse_instant(clean_text(raw_column)) }}
    {%- elif column.data_type == 'date' -%}
        {{ parse_day(clean_text(raw_column)) }}
    {%- elif column.data_type != 'string' -%}
        {{ safe_cast(clean_text(raw_column), column.data_type) }}
    {%- elif column.name.endswith('_id') or column.name.endswith('_key') or column.name == 'line_number' -%}
        nullif({{ trim_blanks('cast(' ~ raw_column ~ ' as string)') }}, '')
    {%- elif column['values'] or is_listed or column.name == 'language' -%}
        {{ lower_case(clean_text(raw_column)) }}
    {%- elif column.name in ['currency', 'country_code'] -%}
        {{ upper_case(clean_text(raw_column)) }}
    {%- else -%}
        {{ clean_text(raw_column) }}
    {%- endif -%}
{%- endmacro %}

{#- What a value must not be, by its kind: `when … then …` clauses of the judgement. -#}
{% macro own_value_rules(column) -%}
    {%- if column['values'] %}
            when cleaned.{{ column.name }} not in ('{{ column['values'] | join("', '") }}')
                then 'unknown value: {{ column.name }}'
    {%- elif column.name.endswith('quantity') %}
            when cleaned.{{ column.name }} < 0 then 'negative quantity'
    {%- elif column.data_type.startswith('decimal') and column.name != 'rating' %}
            when cleaned.{{ column.name }} < 0 then 'negative amount'
    {%- elif column.data_type == 'timestamp' %}
            when {{ is_impossible_date('cleaned.' ~ column.name) }} then 'impossible date: {{ column.name }}'
    {%- endif -%}
{%- endmacro %}
