{#-
    What int_identity__update_plan has to say: is_update, reason, and rules, a print of all that identity goes by besides
    records. An update is right only where each table that it keeps up is the work of one complete run by the same rules;
    anything else computes everything anew. Spark always does.
-#}
{% macro plan_update() -%}
    {{ return(adapter.dispatch('plan_update', 'customer_360')()) }}
{%- endmacro %}

{% macro default__plan_update() -%}
    {{ return({'is_update': false, 'reason': 'this engine computes everything anew', 'rules': ''}) }}
{%- endmacro %}

{% macro duckdb__plan_update() -%}
    {%- if not execute or flags.WHICH not in ['run', 'build'] or model.resource_type != 'model' -%}
        {{ return({'is_update': false, 'reason': 'this is no run', 'rules': ''}) }}
    {%- endif -%}
    {%- set plan = {'is_update': false, 'rules': print_of_rules()} -%}
    {%- set kept_up = kept_up_models() -%}
    {%- set earlier = load_relation(this) -%}
    {%- set last = run_query('select generation, rules from ' ~ earlier).rows[0] if earlier else none -%}
    {%- if flags.FULL_REFRESH -%}
        {%- do plan.update({'reason': 'a full refresh was asked for'}) -%}
    {%- elif last is none -%}
        {%- do plan.update({'reason': 'there is no earlier run'}) -%}
    {%- elif last['rules'] != plan.rules -%}
        {%- do plan.update({'reason': 'rules, models or settings have changed'}) -%}
    {%- elif kept_up | map(attribute='unique_id') | reject('in', selected_resources) | list -%}
        {%- do plan.update({'reason': 'not all identity models are selected'}) -%}
    {%- elif tables_of_other_generations(kept_up | map(attribute='name') | list, last['generation']) -%}
        {%- do plan.update({'reason': 'the last run did not build all identity models'}) -%}
    {%- else -%}
        {%- do plan.update({'is_update': true, 'reason': 'only changed records'}) -%}
    {%- endif -%}
    {{ return(plan) }}
{%- endmacro %}

{#- The models whose earlier version an update reads: those that name what concerns them, and those that it compares. -#}
{% macro kept_up_models() -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and (
        node.config.get('concerned') or node.config.materialized == 'kept_up'
    ) -%}
        {%- do found.append(node) -%}
    {%- endfor -%}
    {{ return(found) }}
{%- endmacro %}

{#- The text of the models and macros of identity, its seeds as they were loaded, its vars, and which sources know given names. -#}
{% macro print_of_rules() -%}
    {%- set parts = [var('default_country_code'), var('customer_id_salt')] -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') -%}
        {%- if node.resource_type == 'model' and modules.re.match(
            'models/intermediate/(identity|matching)/|models/marts/identity/identity_ledger', node.original_file_path
        ) -%}
            {%- do parts.append(node.raw_code) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for name, macro in context.items() | sort(attribute='0') -%}
        {%- if macro.macro is defined and modules.re.match(
            'macros/(adapters|identity|matching|normalise)/', macro.macro.original_file_path
        ) -%}
            {%- do parts.append(macro.macro.macro_sql) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') -%}
        {%- if node.resource_type == 'seed' and node.name in identity_seeds() -%}
            {%- do parts.append(run_query(
                'select cast(sum(cast(md5_number_lower(cast(rule as varchar)) as hugeint)) as varchar) from '
                ~ node.relation_name ~ ' as rule'
            ).columns[0].values()[0]) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do parts.append(run_query(
        'select string_agg(distinct source order by source) from ' ~ ref('int_conformed__contacts')
        ~ ' where first_name is not null'
    ).columns[0].values()[0]) -%}
    {{ return(local_md5(parts | join('\n'))) }}
{%- endmacro %}
