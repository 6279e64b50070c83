{#-
    The last step of every staging model, a whole query: decides what becomes of each raw row.
    Rows in = rows out.

    relation     a CTE with the cleaned columns, `raw_row` (the raw row as JSON) and `rejection_reason`
                 (null when the row can be used)
    key          the columns that identify an entity in the raw table
    latest_by    the column that tells which of several versions of a key is the newest (optional)

    Adds row_key (the key as one text) and row_status, and settles rejection_reason:
      kept        the newest usable version of its key
      duplicate   equal in every raw column to a row already judged
      rejected    set aside: unusable, or an older version of its key ('superseded version')
    raw_row stays only on rows that are not kept. Ties are broken by the raw row itself, so that the
    order of the input does not matter.

    Only the rows of keys that occur more than once are sorted: sorting whole raw rows is what costs, and
    nearly every key occurs once. Rows are told apart by the text row_key first; two keys that look
    alike as text ('a/b', 'c' and 'a', 'b/c') are merely sorted for nothing.
-#}
{% macro classify_rows(relation, key, latest_by=none) -%}
    {%- set newest_first -%}
        partition by {{ key | join(', ') }}
                order by
                    case when rejection_reason is null then 0 else 1 end,
                    {%- if latest_by %}
                    {{ latest_by }} desc nulls last,
                    {%- endif %}
                    raw_row nulls last
    {%- endset -%}
    with keyed as (
        select
            *,
            {% for column in key -%}
                coalesce(cast({{ column }} as string), ''){{ " || '/' || " if not loop.last }}
            {%- endfor %} as row_key
        from {{ relation }}
    ),

    repeated_keys as (
        select row_key
        from keyed
        group by row_key
        having count(*) > 1
    ),

    versions as (
        select
            keyed.*,
            1 as version_number,
            false as is_repeated
        from keyed
        left join repeated_keys on keyed.row_key = repeated_keys.row_key
        where repeated_keys.row_key is null
        union all
        select
            keyed.*,
            row_number() over (
                {{ newest_first }}
            ) as version_number,
            coalesce(raw_row = lag(raw_row) over (
                {{ newest_first }}
            ), false) as is_repeated
        from keyed
        inner join repeated_keys on keyed.row_key = repeated_keys.row_key
    )

    select
        {{ all_columns_except(['raw_row', 'rejection_reason', 'version_number', 'is_repeated']) }},
        case
            when is_repeated then 'duplicate'
            when rejection_reason is not null or version_number > 1 then 'rejected'
            else 'kept'
        end as row_status,
        case
            when is_repeated then cast(null as string)
            when rejection_reason is not null then rejection_reason
            when version_number > 1 then 'superseded version'
        end as rejection_reason,
        case when is_repeated or rejection_reason is not null or version_number > 1 then raw_row end as raw_row
    from versions
{%- endmacro %}
