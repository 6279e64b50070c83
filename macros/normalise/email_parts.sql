{#- An e-mail text (tidy, lower case) without display name (marie <marie@x.fr>) and mailto:; not yet judged. -#}
{% macro bare_email_address(text) -%}
    case
        when {{ text }} like '%>' then {{ trim_blanks(extract_pattern(text, '^[^<>]*<(?:mailto:)?([^<>]*)>$', 1)) }}
        when {{ text }} like 'mailto:%' then {{ extract_pattern(text, '^mailto:([^?]*)', 1) }}
        else {{ text }}
    end
{%- endmacro %}

{#-
    True for one address that can belong to a person. Refused: quoted local parts and addresses without a domain
    name, which RFC 5321 allows but no customer has; lengths beyond RFC 5321 section 4.5.3.1 (64 before the @, 254 in
    all, 63 between dots); reserved domain labels (RFC 5891 section 4.2.3.1: -- in third place, but in xn--).
    Letters of every script are welcome (RFC 6531).
-#}
{% macro is_plausible_email(address) -%}
    (
        length({{ address }}) between 6 and 254
        and {{ matches_pattern(address, email_pattern()) }}
        and not ({{ address }} like '%--%' and {{ matches_pattern(address, '[@.](?:[^x.][^.]|x[^n.])--[^@]*$') }})
        and not (length({{ address }}) > 64 and {{ matches_pattern(address, '^[^@]{65}|@.*[^.]{64}') }})
    )
{%- endmacro %}

{#- One address: atoms joined by single dots, an @, labels joined by single dots, a last label of letters. -#}
{% macro email_pattern() -%}
    {%- set atom = '[\\p{L}\\p{N}\\p{M}!#$%&\\x27*+/=?^_`\\x7b\\x7c\\x7d~-]+' -%}
    {%- set label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}-]*[\\p{L}\\p{N}\\p{M}])?' -%}
    {%- set last_label = '(?:\\p{L}[\\p{L}\\p{M}]+|xn--[a-z0-9-]*[a-z0-9])' -%}
    {{- return('^' ~ atom ~ '(?:\\.' ~ atom ~ ')*@(?:' ~ label ~ '\\.)+' ~ last_label ~ '$') -}}
{%- endmacro %}

{#- The name of the mailbox before the @: without its tag and dots where the provider's row says that they do not matter. -#}
{% macro mailbox_name(local_part, provider) -%}
    {%- set untagged -%}
        case
            when {{ provider }}.tag_separator is null then {{ local_part }}
            else split_part({{ local_part }}, {{ provider }}.tag_separator, 1)
        end
    {%- endset -%}
    case when {{ provider }}.ignores_dots then replace({{ untagged }}, '.', '') else {{ untagged }} end
{%- endmacro %}

{#- The domains above a domain, as expressions: its last label, its last two and its last three. -#}
{% macro parent_domains(domain) -%}
    {%- set parents = [] -%}
    {%- for pattern in ['([^.]+)$', '([^.]+[.][^.]+)$', '([^.]+[.][^.]+[.][^.]+)$'] -%}
        {%- do parents.append(extract_pattern(domain, pattern, 1)) -%}
    {%- endfor -%}
    {{- return(parents) -}}
{%- endmacro %}
