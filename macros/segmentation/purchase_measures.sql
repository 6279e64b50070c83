{#-
    The measures that a matrix of segments may have as an axis: the columns of customer_purchase_measures by these names, each
    above or equal to 0 for everybody who bought in the window.
-#}
{% macro purchase_measures() -%}
    {{- return([
        'purchases',
        'purchases_per_week',
        'net_revenue',
        'net_revenue_per_week',
        'average_basket',
        'largest_basket',
        'days_since_last_purchase',
        'days_since_first_purchase',
        'sales_channels',
        'online_share',
        'discount_share',
        'refunded_share',
    ]) -}}
{%- endmacro %}

{#- The value of the measure that an expression names, in a relation with the columns of customer_purchase_measures. -#}
{% macro measure_value(measure, relation) -%}
    case {{ measure }}
        {%- for known in purchase_measures() %}
        when '{{ known }}' then {{ relation }}.{{ known }}
        {%- endfor %}
    end
{%- endmacro %}
