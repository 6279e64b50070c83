{#-
    The id of a source's entity in the conformed layer: '<source>:<object>:<source key>', null when the key is.

    Readable, the same on every engine, and unique because a source's object has unique keys.
-#}
{% macro entity_id(source_name, object, key) -%}
    '{{ source_name }}:{{ object }}:' || cast({{ key }} as string)
{%- endmacro %}
