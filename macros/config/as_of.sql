{#-
    The moment a run speaks for, as a timestamp literal in UTC: the one clock of the project.

    Taken from the var as_of; when that is empty from what `c360 land` recorded with the exports;
    when there is none, midnight of the day on which the run started. A date means its end: with
    2026-06-30 everything of that day is read and nothing of the next.
-#}
{% macro as_of() -%}
    cast('{{ as_of_text() }}' as timestamp)
{%- endmacro %}

{% macro as_of_text() -%}
    {%- set given = var('as_of', '') | string | trim -%}
    {%- if not given and execute -%}
        {%- set given = landed_as_of() -%}
    {%- endif -%}
    {%- if not given -%}
        {%- set given = run_started_at.strftime('%Y-%m-%d') ~ ' 00:00:00' -%}
    {%- endif -%}
    {{- (given ~ ' 23:59:59.999999') if given | length == 10 else given -}}
{%- endmacro %}

{#- What `c360 land` recorded: text, '' when nothing was landed. -#}
{% macro landed_as_of() -%}
    {%- set settings = load_relation(
        api.Relation.create(database=target.database | default(none), schema='raw_landing', identifier='settings')
    ) -%}
    {%- if settings -%}
        {{- run_query('select as_of from ' ~ settings).columns[0].values()[0] -}}
    {%- endif -%}
{%- endmacro %}
