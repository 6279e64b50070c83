{#-
    How rare a value is in its table, in whole bits: 10 for one in a thousand. The seed's u counts like
    `reference_records` more records, so that a small table does not take its few values for common ones; repeats within
    the number of records that one person may have do not make a value common.

    value   SQL expression of the value, in a query that also has `settings`
    weight  prefix of the columns with the seed's u of the value and the least u it may come to
-#}
{% macro rarity_bits(value, weight) -%}
    cast(-round(log2(greatest(
        (
            greatest(count(*) over (partition by {{ value }}) - settings.repeats_of_one_person, 0)
            + settings.reference_records * {{ weight }}_u
        ) / (count({{ value }}) over () + settings.reference_records),
        {{ weight }}_rarest
    ))) as integer)
{%- endmacro %}
