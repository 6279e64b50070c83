{#-
    Every word between blanks with a capital first letter and the rest in lower case; the `small_words` (in lower
    case) stay small where another word follows.
-#}
{% macro capitalise_words(expression, small_words=[]) -%}
    {{ return(adapter.dispatch('capitalise_words', 'customer_360')(expression, small_words)) }}
{%- endmacro %}

{% macro spark__capitalise_words(expression, small_words) -%}
    {{ return("replace(array_join(transform(split(" ~ followed_words(expression) ~ ", ' '), word -> "
        ~ capital_unless_small(small_words) ~ "), ' '), '¦', '')") }}
{%- endmacro %}

{% macro duckdb__capitalise_words(expression, small_words) -%}
    {{ return("replace(array_to_string(list_transform(string_split(" ~ followed_words(expression) ~ ", ' '), lambda word: "
        ~ capital_unless_small(small_words) ~ "), ' '), '¦', '')") }}
{%- endmacro %}

{#- The words in lower case, each with a mark behind it that another word follows. -#}
{% macro followed_words(expression) -%}
    replace({{ lower_case(expression) }}, ' ', '¦ ')
{%- endmacro %}

{#- What becomes of one `word`. -#}
{% macro capital_unless_small(small_words) -%}
    {%- set capital = upper_case('left(word, 1)') ~ " || substr(word, 2)" -%}
    {%- if small_words -%}
        case when word in ('{{ small_words | join("¦', '") }}¦') then word else {{ capital }} end
    {%- else -%}
        {{ capital }}
    {%- endif -%}
{%- endmacro %}
