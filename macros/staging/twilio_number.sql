{#-
    Whom an address of Twilio's names: '+' and the digits of a phone number, with whatever prefix it is written
    ('+15145550123', 'whatsapp:+15145550123', '15145550123'); the address itself on a messenger that gives no number;
    null for short codes, names and callers who hide their number.
-#}
{% macro twilio_number(address) -%}
    case
        when {{ matches_pattern(address, '^messenger:.') }} then {{ address }}
        when {{ matches_pattern(address, '^(?:whatsapp:)?[+]?[0-9]{8,15}$') }}
            then '+' || {{ replace_pattern(address, '[^0-9]', '') }}
    end
{%- endmacro %}
