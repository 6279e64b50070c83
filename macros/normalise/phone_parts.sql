{#-
    A phone number's text without what stands around the number: a label (Tél. :, tel:), an extension (ext. 5,
    x5, poste 12, #12), a decimal point that a spreadsheet added. Digits of other scripts become ASCII digits.
-#}
{% macro bare_phone_number(column) -%}
    {%- set text -%}
        lower(translate({{ tidy_blanks(column) }}, '＋０１２３４５６７８９٠١٢٣٤٥٦٧٨٩', '+01234567890123456789'))
    {%- endset -%}
    {%- set text = replace_pattern(text, '^(?:t[eé]l[eé]?(?:phone)?|phone|mob(?:ile)?|cell?|port(?:able)?)[ .:]+', '') -%}
    {{ replace_pattern(
        text,
        '[ ,;(]*(?:e?xt(?:n|ension)?|poste|anexo|interno|x|#|~)[ .:=]*[0-9]{1,9}[)#]?$|\\.0$',
        ''
    ) }}
{%- endmacro %}

{#- True where a bare number is made of digits and of what people put between them; a plus only leads. -#}
{% macro is_dialable(bare_number) -%}
    {{ matches_pattern(bare_number, '^[(\\[ ]*[+]?[0-9 ()\\[\\]./\\x27*_\\p{Pd}]+$') }}
{%- endmacro %}

{#- True where a bare number is written with its calling code after a plus. -#}
{% macro is_international(bare_number) -%}
    ({{ bare_number }} like '+%' or {{ matches_pattern(bare_number, '^[(\\[ ]+[+]') }})
{%- endmacro %}
