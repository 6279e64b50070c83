{#-
    CTEs (the last called blocklist_matches) that find the values of a relation that the seed identity_blocklist
    sets aside, each with one reason: identifier_type, raw_value, reading_country_code, reason.

    relation    a CTE with identifier_type, raw_value, reading_country_code, normalised_value, national_number
    blocklist   a CTE with the seed

    Every kind of match is a comparison of equal texts, so that the list may grow without slowing the join:
      exact           the normalised value, or the raw one in lower case
      local_part      of an e-mail address
      domain          of an e-mail address, or one of its parents (up to three labels)
      repeated_digit  the value's only digit (of a phone: its national number's)
-#}
{% macro blocklist_matches(relation, blocklist) -%}
{%- set digits = "coalesce(national_number, normalised_value, raw_value)" -%}
{%- set digits = replace_pattern(digits, '[ .()+-]+', '') -%}
{%- set domain = "split_part(normalised_value, '@', 2)" -%}
{%- set keys = {
    'exact': ["normalised_value", "lower(trim(raw_value))"],
    'local_part': ["split_part(normalised_value, '@', 1)"],
    'domain': [
        domain,
        extract_pattern(domain, '([^.]+)$', 1),
        extract_pattern(domain, '([^.]+[.][^.]+)$', 1),
        extract_pattern(domain, '([^.]+[.][^.]+[.][^.]+)$', 1),
    ],
    'repeated_digit': ["case when replace(" ~ digits ~ ", left(" ~ digits ~ ", 1), '') = '' then left(" ~ digits ~ ", 1) end"],
} -%}
blocklist_keys as (
    {%- for match_kind, expressions in keys.items() %}
    {%- for expression in expressions %}
    select
        identifier_type,
        raw_value,
        reading_country_code,
        '{{ match_kind }}' as match_kind,
        {{ expression }} as match_value
    from {{ relation }}
    {%- if match_kind in ('local_part', 'domain') %}
    where normaliser = 'email'
    {%- endif %}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

blocklist_matches as (
    select
        blocklist_keys.identifier_type,
        blocklist_keys.raw_value,
        blocklist_keys.reading_country_code,
        min({{ blocklist }}.reason) as reason
    from blocklist_keys
    inner join {{ blocklist }}
        on
            blocklist_keys.match_kind = {{ blocklist }}.match_kind
            and blocklist_keys.match_value = {{ blocklist }}.match_value
    where {{ blocklist }}.identifier_type in ('*', blocklist_keys.identifier_type)
    group by
        blocklist_keys.identifier_type,
        blocklist_keys.raw_value,
        blocklist_keys.reading_country_code
)
{%- endmacro %}
