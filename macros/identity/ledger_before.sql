{#-
    A query for the ledger as earlier runs left it, no rows before the first run. It is no ref: the ledger is written
    from what is read here, at the end of the same run.
-#}
{% macro ledger_before() -%}
    {%- set ledger = load_relation(
        api.Relation.create(database=target.database | default(none), schema='marts', identifier='identity_ledger')
    ) if execute -%}
    {%- if ledger %}
    {{ ledger_by_present_names(ledger) }}
    {%- else %}
    select
        cast(null as string) as record_id,
        cast(null as integer) as run_number,
        cast(null as string) as customer_id,
        cast(null as string) as cause
    where false
    {%- endif %}
{%- endmacro %}

{#-
    A query for the rows of a ledger in which the records of a source that was renamed since (seed renamed_sources) go by
    their new name. Two old records may so become one: whoever reads this counts on one row per record × run only
    after grouping.
-#}
{% macro ledger_by_present_names(ledger) -%}
    select
        {{ present_record_id('ledger.record_id', 'renamed_sources') }} as record_id,
        ledger.run_number,
        ledger.customer_id,
        ledger.cause
    from {{ ledger }} as ledger
    left join {{ ref('renamed_sources') }} as renamed_sources
        on split_part(ledger.record_id, ':', 1) = renamed_sources.old_source
{%- endmacro %}

{#-
    A record's id by its source's present name.

    record_id         SQL for the id as it was
    renamed_sources   the seed's row for the source that the id begins with, joined to the left
-#}
{% macro present_record_id(record_id, renamed_sources) -%}
    coalesce(
        {{ renamed_sources }}.new_source || substr({{ record_id }}, length({{ renamed_sources }}.old_source) + 1),
        {{ record_id }}
    )
{%- endmacro %}
