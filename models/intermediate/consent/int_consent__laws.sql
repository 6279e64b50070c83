with contact_points as (
    select * from {{ ref('int_consent__contact_points') }}
),

contacts as (
    select * from {{ ref('int_conformed__contacts') }}
),

golden_attributes as (
    select * from {{ ref('int_identity__golden_attributes') }}
    where
        candidate_rank = 1
        and attribute in ('address', 'country', 'customer_type')
),

consent_jurisdictions as (
    select * from {{ ref('consent_jurisdictions') }}
),

golden as (
    select
        golden_attributes.customer_id,
        coalesce(
            max(case when golden_attributes.attribute = 'address' then contacts.country_code end),
            max(case when golden_attributes.attribute = 'country' then contacts.country_code end)
        ) as country_code,
        max(case when golden_attributes.attribute = 'customer_type' then contacts.customer_type end) as customer_type
    from golden_attributes
    inner join contacts on golden_attributes.record_id = contacts.record_id
    group by golden_attributes.customer_id
),

-- What the records of the point say; where none says anything, the strictest is assumed.
stated as (
    select
        contact_points.customer_id,
        contact_points.address_type,
        contact_points.contact_point,
        contacts.country_code,
        contacts.customer_type,
        max(contacts.country_code) over (
            partition by contact_points.customer_id, contact_points.address_type, contact_points.contact_point
        ) as any_country_code,
        max(contacts.customer_type) over (
            partition by contact_points.customer_id, contact_points.address_type, contact_points.contact_point
        ) as any_customer_type
    from contact_points
    inner join contacts on contact_points.record_id = contacts.record_id
),

countries as (
    select
        customer_id,
        address_type,
        contact_point,
        coalesce(country_code, '*') as country_code
    from stated
    where country_code is not null or any_country_code is null
    union
    select
        stated.customer_id,
        stated.address_type,
        stated.contact_point,
        golden.country_code
    from stated
    inner join golden on stated.customer_id = golden.customer_id
    where golden.country_code is not null
),

customer_types as (
    select
        customer_id,
        address_type,
        contact_point,
        coalesce(customer_type, 'b2c') as customer_type
    from stated
    where customer_type is not null or any_customer_type is null
    union
    select
        stated.customer_id,
        stated.address_type,
        stated.contact_point,
        golden.customer_type
    from stated
    inner join golden on stated.customer_id = golden.customer_id
    where golden.customer_type is not null
),

final as (
    select distinct
        countries.customer_id,
        countries.address_type,
        countries.contact_point,
        coalesce(named.jurisdiction, other.jurisdiction) as jurisdiction,
        customer_types.customer_type
    from countries
    inner join customer_types
        on
            countries.customer_id = customer_types.customer_id
            and countries.address_type = customer_types.address_type
            and countries.contact_point = customer_types.contact_point
    left join consent_jurisdictions as named on countries.country_code = named.country_code
    left join consent_jurisdictions as other on other.country_code = '*'
)

select * from final
