{#-
    Runs before anything is built and stops at the first setting that is wrong, with its name and the
    remedy. Contradictions are refused, never resolved silently.
-#}
{% macro check_configuration() -%}
    {%- if execute -%}
        {%- do check_registry() -%}
        {%- do check_as_of() -%}
        {%- do check_reporting_currency() -%}
        {%- do check_default_country_code() -%}
        {%- do check_max_rejected_share() -%}
    {%- endif -%}
{%- endmacro %}

{% macro check_registry() -%}
    {%- set registry = var('sources') -%}
    {%- if registry is not mapping or not registry -%}
        {%- do refuse('sources', 'is empty or no mapping', 'list at least one source with its contracts, as in dbt_project.yml') -%}
    {%- endif -%}
    {%- set staged = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.name.startswith('stg_') -%}
        {%- do staged.append(node.name) -%}
    {%- endfor -%}
    {%- for source_name, contracts in registry.items() -%}
        {%- if contracts is string or contracts is not iterable or not contracts -%}
            {%- do refuse('sources.' ~ source_name, 'lists no contracts', 'write them as a list, e.g. [contacts, identifiers]') -%}
        {%- endif -%}
        {%- for contract in contracts -%}
            {%- if contract not in known_contracts() -%}
                {%- do refuse('sources.' ~ source_name, "names an unknown contract '" ~ contract ~ "'", 'known are ' ~ known_contracts() | join(', ')) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if 'contacts' in contracts and 'identifiers' not in contracts -%}
            {%- do refuse('sources.' ~ source_name, 'supplies contacts but no identifiers', 'add identifiers: without them its people match nobody') -%}
        {%- endif -%}
        {%- if 'order_lines' in contracts and 'orders' not in contracts -%}
            {%- do refuse('sources.' ~ source_name, 'supplies order_lines but no orders', 'add orders, or take order_lines out') -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}

{% macro check_as_of() -%}
    {%- set given = var('as_of', '') | string | trim -%}
    {%- set pattern = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])( ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9])?$' -%}
    {%- if given and not (modules.re.match(pattern, given) and is_day_of_calendar(given[:10])) -%}
        {%- do refuse('as_of', "is '" ~ given ~ "'", "write a date or a UTC timestamp: 2026-06-30 or '2026-06-30 12:00:00'") -%}
    {%- endif -%}
{%- endmacro %}

{#- False for 2026-02-30: counted on from the first of its month, that day lies in the next. -#}
{% macro is_day_of_calendar(day) -%}
    {%- set first = modules.datetime.date(day[:4] | int, day[5:7] | int, 1) -%}
    {{- return((first + modules.datetime.timedelta(days=(day[8:] | int) - 1)).month == first.month) -}}
{%- endmacro %}

{% macro check_reporting_currency() -%}
    {%- set given = var('reporting_currency') -%}
    {%- if not modules.re.match('^[A-Z]{3}$', given | string) -%}
        {%- do refuse('reporting_currency', "is '" ~ given ~ "'", 'write an ISO 4217 code such as CAD') -%}
    {%- endif -%}
{%- endmacro %}

{% macro check_max_rejected_share() -%}
    {%- set given = var('max_rejected_share') -%}
    {%- if given is not number or given < 0 or given > 1 -%}
        {%- do refuse('max_rejected_share', "is '" ~ given ~ "'", 'write a share between 0 and 1 such as 0.2') -%}
    {%- endif -%}
{%- endmacro %}

{% macro check_default_country_code() -%}
    {%- set given = var('default_country_code') -%}
    {%- if given and not modules.re.match('^[A-Z]{2}$', given | string) -%}
        {%- do refuse('default_country_code', "is '" ~ given ~ "'", 'write an ISO 3166-1 alpha-2 code such as CA, or leave it empty') -%}
    {%- endif -%}
{%- endmacro %}

{#- One line: which var is wrong, and what to do. -#}
{% macro refuse(setting, problem, remedy) -%}
    {{ exceptions.raise_compiler_error("setting '" ~ setting ~ "' " ~ problem ~ ': ' ~ remedy) }}
{%- endmacro %}
