{%- set provenances = golden_attributes().keys() | list + golden_identifiers() -%}

with resolved_customers as (
    select * from {{ ref('int_identity__customers') }}
),

golden_attributes as (
    select * from {{ ref('int_identity__golden_attributes') }}
    where candidate_rank = 1
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

customer_identifiers as (
    select * from {{ ref('customer_identifiers') }}
),

customer_spans as (
    select * from {{ ref('int_activity__customer_spans') }}
),

orders as (
    select * from {{ ref('orders') }}
),

customer_rfm as (
    select * from {{ ref('customer_rfm') }}
),

customer_pressure as (
    select * from {{ ref('customer_pressure') }}
),

customer_channel_pressure as (
    select * from {{ ref('customer_channel_pressure') }}
    where is_reachable
),

customer_contactability as (
    select * from {{ ref('customer_contactability') }}
),

customer_lifecycle as (
    select * from {{ ref('customer_lifecycle') }}
),

customer_matrix_segments as (
    select * from {{ ref('customer_matrix_segments') }}
),

category_affinities as (
    select
        customer_id,
        category
    from {{ ref('customer_category_affinities') }}
    where is_affinity
),

customer_value as (
    select * from {{ ref('customer_value') }}
),

-- One winning record per attribute group and customer, so max() picks its one value.
golden_records as (
    select
        golden_attributes.customer_id,
        {%- for attribute in golden_identifiers() %}
        {{ golden_value(attribute, 'golden_attributes.attribute_value') }} as {{ attribute }},
        {%- endfor %}
        {%- for attribute in provenances %}
        {{ golden_value(attribute, 'golden_attributes.source') }} as {{ attribute }}_source,
        {{ golden_value(attribute, 'golden_attributes.updated_at') }} as {{ attribute }}_updated_at,
        {%- endfor %}
        {{ golden_value('name', 'contacts.first_name') }} as first_name,
        {{ golden_value('name', 'contacts.last_name') }} as last_name,
        {{ golden_value('birth_date', 'contacts.birth_date') }} as birth_date,
        {{ golden_value('language', 'contacts.language') }} as language,
        {{ golden_value('customer_type', 'contacts.customer_type') }} as customer_type,
        {{ golden_value('company', 'contacts.company_name') }} as company_name,
        {{ golden_value('address', 'contacts.street') }} as street,
        {{ golden_value('address', 'contacts.city') }} as city,
        {{ golden_value('address', 'contacts.region') }} as region,
        {{ golden_value('address', 'contacts.postal_code') }} as postal_code,
        {{ golden_value('address', 'contacts.country_code') }} as address_country_code,
        {{ golden_value('country', 'contacts.country_code') }} as country_code,
        {{ golden_value('store', 'contacts.store_code') }} as store_code
    from golden_attributes
    inner join contacts on golden_attributes.record_id = contacts.record_id
    group by golden_attributes.customer_id
),

identifiers as (
    select
        customer_id,
        count(*) as identifier_count
    from customer_identifiers
    group by customer_id
),

purchases as (
    select
        customer_id,
        count(*) as order_count,
        sum(net_amount) as net_revenue,
        min(ordered_at) as first_ordered_at,
        max(ordered_at) as last_ordered_at
    from orders
    where
        customer_id is not null
        and is_purchase
    group by customer_id
),

matrix_segments as (
    select
        customer_id,
        {{ joined_texts("matrix || ' ' || cast(segment as string)") }} as matrix_segments
    from customer_matrix_segments
    group by customer_id
),

contactable_channels as (
    select
        customer_id,
        {{ joined_texts('channel') }} as contactable_channels
    from customer_channel_pressure
    group by customer_id
),

profiling as (
    select
        customer_id,
        min(case when is_profiling_allowed then 1 else 0 end) = 1 as is_profiling_allowed
    from customer_contactability
    group by customer_id
),

final as (
    select
        resolved_customers.customer_id,
        {{ proper_name('golden_records.first_name') }} as first_name,
        {{ proper_name('golden_records.last_name') }} as last_name,
        golden_records.email,
        golden_records.phone,
        golden_records.company_name,
        golden_records.street,
        golden_records.city,
        golden_records.region,
        coalesce(
            {{ normalise_postal_code('golden_records.postal_code', 'golden_records.address_country_code') }},
            golden_records.postal_code
        ) as postal_code,
        coalesce(golden_records.address_country_code, golden_records.country_code) as country_code,
        {{ normalise_language('golden_records.language') }} as language,
        coalesce(golden_records.customer_type, 'b2c') as customer_type,
        golden_records.store_code,
        customer_rfm.rfm_segment,
        customer_lifecycle.lifecycle_stage,
        matrix_segments.matrix_segments,
        category_affinities.category as category_affinity,
        customer_pressure.pressure_state,
        contactable_channels.contactable_channels,
        customer_value.value_status,
        customer_value.alive_probability,
        customer_value.expected_orders,
        customer_value.predicted_value,
        cast(resolved_customers.record_count as integer) as record_count,
        cast(resolved_customers.source_count as integer) as source_count,
        cast(coalesce(identifiers.identifier_count, 0) as integer) as identifier_count,
        cast(coalesce(purchases.order_count, 0) as integer) as order_count,
        cast(coalesce(purchases.net_revenue, 0) as decimal(18, 2)) as net_revenue,
        customer_rfm.recency_score,
        customer_rfm.frequency_score,
        customer_rfm.monetary_score,
        customer_pressure.pressure_score,
        resolved_customers.is_identified,
        coalesce(profiling.is_profiling_allowed, false) as is_profiling_allowed,
        golden_records.birth_date,
        customer_spans.first_seen_at,
        customer_spans.last_seen_at,
        purchases.first_ordered_at,
        purchases.last_ordered_at,
        {%- for attribute in provenances if attribute != 'country' %}
        golden_records.{{ attribute }}_source,
        golden_records.{{ attribute }}_updated_at,
        {%- endfor %}
        case
            when golden_records.address_country_code is null then golden_records.country_source
            else golden_records.address_source
        end as country_source,
        case
            when golden_records.address_country_code is null then golden_records.country_updated_at
            else golden_records.address_updated_at
        end as country_updated_at
    from resolved_customers
    left join golden_records on resolved_customers.customer_id = golden_records.customer_id
    left join identifiers on resolved_customers.customer_id = identifiers.customer_id
    left join customer_spans on resolved_customers.customer_id = customer_spans.customer_id
    left join purchases on resolved_customers.customer_id = purchases.customer_id
    left join customer_rfm on resolved_customers.customer_id = customer_rfm.customer_id
    left join customer_pressure on resolved_customers.customer_id = customer_pressure.customer_id
    left join customer_lifecycle on resolved_customers.customer_id = customer_lifecycle.customer_id
    left join matrix_segments on resolved_customers.customer_id = matrix_segments.customer_id
    left join category_affinities on resolved_customers.customer_id = category_affinities.customer_id
    left join contactable_channels on resolved_customers.customer_id = contactable_channels.customer_id
    left join profiling on resolved_customers.customer_id = profiling.customer_id
    left join customer_value on resolved_customers.customer_id = customer_value.customer_id
)

select * from final
