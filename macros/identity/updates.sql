{#- The seeds by which identity goes: a changed row of one computes everything anew. -#}
{% macro identity_seeds() -%}
    {{- return([
        'email_providers', 'given_name_variants', 'household_words', 'identifier_types', 'identity_blocklist',
        'identity_decisions', 'match_blocking_rules', 'match_comparisons', 'match_settings', 'match_weights',
        'phone_dialling_rules', 'phone_exit_codes', 'phone_ranges', 'renamed_sources',
    ]) -}}
{%- endmacro %}

{#- A dependency for the order of models alone: a unit test need not give what it does not read. -#}
{% macro built_after(name) -%}
    {%- if not execute %}{% do ref(name) %}{% endif -%}
{%- endmacro %}

{#-
    A query: the rows of a model, in an update only those that another model lists as concerned.

    name        the model to read, or a CTE
    concerned   the model that lists what an update concerns, each once
    by          its columns -> the columns of `name` that they are compared with
    is_cte      whether `name` is a CTE
-#}
{% macro concerned_rows(name, concerned, by={'record_id': 'record_id'}, is_cte=false) -%}
    {%- do built_after(concerned) %}
    {%- if is_update() %}
    select {{ name }}.*
    from {{ name if is_cte else ref(name) ~ ' as ' ~ name }}
    inner join {{ previous_version(concerned) }} as concerned
        on
            {%- for column, compared in by.items() %}
            {{ 'and ' if not loop.first }}{{ name }}.{{ compared }} = concerned.{{ column }}
            {%- endfor %}
    {%- else -%}
    select * from {{ name if is_cte else ref(name) }}
    {%- endif %}
{%- endmacro %}

{#-
    What several parts of a statement read, as it stands after `from`: in an update the CTE of the rows that it
    concerns, which are few; else the model itself, since DuckDB holds whole what a statement's parts share.

    cte    the CTE that holds concerned_rows() of the model
    name   the model
-#}
{% macro shared_rows(cte, name) -%}
    {{- cte if is_update() else ref(name) ~ ' as ' ~ cte -}}
{%- endmacro %}

{#-
    A query: what identity reads of the contracts, as one print per record.

    contacts, identifiers   CTEs of the conformed models
-#}
{% macro prints_of_records(contacts, identifiers) -%}
    select
        record_id,
        {{ print_of_prints('row_print') }} as record_print
    from (
        select
            record_id,
            {{ print_of_row([
                'source', 'object', 'first_name', 'last_name', 'birth_date', 'street', 'city', 'postal_code',
                'country_code', 'created_at',
            ]) }} as row_print
        from {{ contacts }}
        union all
        select
            record_id,
            {{ print_of_row(['identifier_type', 'identifier_value', 'first_seen_at', 'last_seen_at']) }} as row_print
        from {{ identifiers }}
    ) as row_prints
    group by record_id
{%- endmacro %}
