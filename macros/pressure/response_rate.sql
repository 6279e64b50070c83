{#-
    The customer's own rate of responses, drawn towards the channel's mean: what alpha + beta earlier messages would make of it,
    decimal(9, 6). Needs int_engagement__channel_priors joined as `priors` and int_engagement__channel_responses as `responses`.
-#}
{% macro response_rate() -%}
    {{ rounded(
        quotient(
            'coalesce(responses.response_count, 0) + priors.prior_alpha',
            'coalesce(responses.solicitation_count, 0) + priors.prior_alpha + priors.prior_beta'
        ),
        scale=6, precision=9
    ) }}
{%- endmacro %}
