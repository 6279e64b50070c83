{#- Letters without their accents (é -> e, Ç -> C), for matching only. -#}
{% macro fold_accents(expression) -%}
    {{ return(adapter.dispatch('fold_accents', 'customer_360')(expression)) }}
{%- endmacro %}

{% macro spark__fold_accents(expression) -%}
    {{ return("translate(" ~ expression ~ ", 'àáâãäåçèéêëìíîïñòóôõöùúûüýÿÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝ', 'aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUY')") }}
{%- endmacro %}

{% macro duckdb__fold_accents(expression) -%}
    {{ return("strip_accents(" ~ expression ~ ")") }}
{%- endmacro %}
