{#-
    The first moment at which a consent implied by an event no longer holds: the midnight after the day that lies so many calendar months
    after the event's (a period "immediately before the day" of the message, CASL s. 10(10), holds through that day). Null without months.
-#}
{% macro lapses_at(occurred_at, months) -%}
    {{ add_days(add_months("cast(" ~ occurred_at ~ " as date)", months), 1) }}
{%- endmacro %}
