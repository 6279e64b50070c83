{#-
    The e-mail address in a text, in lower case, or null when the text is not exactly one plausible address.

    Dropped: blanks around it, a display name (Marie <marie@x.fr>), mailto: with its query. Refused: quoted
    local parts and addresses without a domain name, which RFC 5321 allows but no customer has; lengths beyond
    RFC 5321 section 4.5.3.1 (64 before the @, 254 in all, 63 between dots) and reserved domain labels (RFC 5891
    section 4.2.3.1: -- in third place, but xn--). Letters of every script are welcome (RFC 6531).

    The rules of single providers (dots, tags) need the seed email_providers: see int_identity__normalised_emails.
-#}
{% macro normalise_email(column) -%}
    {%- set address = bare_email_address(column) -%}
    case
        when
            length({{ address }}) between 6 and 254
            and {{ matches_pattern(address, email_pattern()) }}
            and not ({{ address }} like '%--%' and {{ matches_pattern(address, '[@.](?:[^x.][^.]|x[^n.])--[^@]*$') }})
            and not (length({{ address }}) > 64 and {{ matches_pattern(address, '^[^@]{65}|@.*[^.]{64}') }})
            then {{ address }}
    end
{%- endmacro %}

{#- The text without what stands around an address, lower case; not yet judged. -#}
{% macro bare_email_address(column) -%}
    {%- set text = 'lower(' ~ tidy_blanks(column) ~ ')' -%}
    trim(
        case
            when {{ text }} like '%>' then {{ extract_pattern(text, '^[^<>]*<(?:mailto:)?([^<>]*)>$', 1) }}
            when {{ text }} like 'mailto:%' then {{ extract_pattern(text, '^mailto:([^?]*)', 1) }}
            else {{ text }}
        end
    )
{%- endmacro %}

{#- One address: atoms joined by single dots, an @, labels joined by single dots, a last label of letters. -#}
{% macro email_pattern() -%}
    {%- set atom = '[\\p{L}\\p{N}\\p{M}!#$%&\\x27*+/=?^_`\\x7b\\x7c\\x7d~-]+' -%}
    {%- set label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]*[\\p{L}\\p{N}\\p{M}])?' -%}
    {%- set last_label = '(?:\\p{L}[\\p{L}\\p{M}]+|xn--[a-z0-9-]*[a-z0-9])' -%}
    {{- return('^' ~ atom ~ '(?:\\.' ~ atom ~ ')*@(?:' ~ label ~ '\\.)+' ~ last_label ~ '$') -}}
{%- endmacro %}
