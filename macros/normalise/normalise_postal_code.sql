{#-
    A postal code as its country writes it; null when it cannot be one there. Spreadsheets take leading zeros
    away (1000 for Bourg-en-Bresse, 2139 for Cambridge MA): they are put back. Letters of the country before it
    (F-06000, CH-8001) are an old habit of the post: they are left out. Other countries: upper case, tidy.
-#}
{% macro normalise_postal_code(postal_code, country_code) -%}
    {%- set text = replace_pattern('cast(' ~ postal_code ~ ' as string)', '\\.0$', '') -%}
    {%- set compact = upper_case(replace_pattern(text, '[^A-Za-z0-9]+', '')) -%}
    case
        when {{ country_code }} = 'CA' then case
            when {{ matches_pattern(compact, '^[ABCEGHJ-NPRSTVXY][0-9][ABCEGHJ-NPRSTV-Z][0-9][ABCEGHJ-NPRSTV-Z][0-9]$') }}
                then left({{ compact }}, 3) || ' ' || right({{ compact }}, 3)
        end
        when {{ country_code }} in ('FR', 'DE', 'ES', 'IT') then case
            when {{ matches_pattern(compact, '^(F|FR|D|DE|E|ES|I|IT)?[0-9]{4,5}$') }}
                then lpad({{ replace_pattern(compact, '^[A-Z]+', '') }}, 5, '0')
        end
        when {{ country_code }} in ('AT', 'BE', 'CH', 'LI', 'LU') then case
            when {{ matches_pattern(compact, '^(A|AT|B|BE|CH|FL|LI|L|LU)?[0-9]{4}$') }} then right({{ compact }}, 4)
        end
        when {{ country_code }} in ('AU', 'DK', 'NO') then case
            when {{ matches_pattern(compact, '^(DK|N|NO)?[0-9]{3,4}$') }}
                then lpad({{ replace_pattern(compact, '^[A-Z]+', '') }}, 4, '0')
        end
        when {{ country_code }} in ('US', 'PR') then case
            when {{ matches_pattern(compact, '^[0-9]{3,5}$') }} then lpad({{ compact }}, 5, '0')
            when {{ matches_pattern(compact, '^[0-9]{7,9}$') }} then left(lpad({{ compact }}, 9, '0'), 5)
        end
        when {{ country_code }} = 'GB' then case
            when {{ matches_pattern(compact, '^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$') }}
                then left({{ compact }}, length({{ compact }}) - 3) || ' ' || right({{ compact }}, 3)
        end
        else nullif({{ upper_case(tidy_blanks(text)) }}, '')
    end
{%- endmacro %}
