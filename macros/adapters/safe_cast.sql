{#- A cast that gives null where the value does not fit. -#}
{% macro safe_cast(expression, data_type) -%}
    {{ return(adapter.dispatch('safe_cast', 'customer_360')(expression, data_type)) }}
{%- endmacro %}

{% macro default__safe_cast(expression, data_type) -%}
    {{ return('try_cast(' ~ expression ~ ' as ' ~ data_type ~ ')') }}
{%- endmacro %}
