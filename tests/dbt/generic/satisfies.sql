{#- Fails on every row that breaks a rule (a condition in SQL); each such row carries the message that says what to do. -#}
{% test satisfies(model, rule, message) %}

select
    '{{ message | replace("'", "''") }}' as problem,
    broken.*
from {{ model }} as broken
where not coalesce({{ rule }}, false)

{% endtest %}
