{#-
    A phone number's text without what stands around the number: a label (Tél. :, tel:), an extension (ext. 5,
    x5, poste 12, #12), a decimal point that a spreadsheet added. Digits of other scripts become ASCII digits.
    Most numbers hold nothing but digits and separators, and are left as they are without looking for more.
-#}
{% macro bare_phone_number(column) -%}
    {%- set text -%}
        {{ lower_case('translate(' ~ tidy_blanks(column) ~ ", '＋０１２３４５６７８９٠١٢٣٤٥٦٧٨٩', '+01234567890123456789')") }}
    {%- endset -%}
    {%- set label = '^(?:t[eé]l[eé]?(?:phone)?|phone|mob(?:ile)?|cell?|port(?:able)?)[ .:]+' -%}
    {%- set extension = '[ ,;(]*(?:e?xt(?:n|ension)?|poste|anexo|interno|x|#|~)[ .:=]*[0-9]{1,9}[)#]?$' -%}
    case
        when {{ matches_pattern(column, '^[0-9+() -]+$') }} then {{ column }}
        else {{ replace_pattern(replace_pattern(text, label, ''), extension ~ '|\\.0$', '') }}
    end
{%- endmacro %}

{#- A bare number without what people put between digits: a plus perhaps, and digits, if it can be dialled. -#}
{% macro compact_phone_number(bare_number) -%}
    {{ replace_pattern(bare_number, '[ ()\\[\\]./*_\\x27\\p{Pd}−]+', '') }}
{%- endmacro %}
