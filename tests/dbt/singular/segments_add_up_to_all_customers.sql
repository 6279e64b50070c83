-- Each family has each customer once, in the segment that the family's own mart tells.
with customers as (
    select * from {{ ref('int_identity__customers') }}
),

customer_segments as (
    select * from {{ ref('customer_segments') }}
),

customer_rfm as (
    select * from {{ ref('customer_rfm') }}
),

customer_lifecycle as (
    select * from {{ ref('customer_lifecycle') }}
),

category_affinities as (
    select * from {{ ref('customer_category_affinities') }}
    where is_affinity
),

matrix_segments as (
    select * from {{ ref('customer_matrix_segments') }}
),

families as (
    select 'rfm' as family
    union
    select 'lifecycle' as family
    union
    select 'category affinity' as family
    union
    select 'matrix ' || matrix as family
    from matrix_segments
),

sizes as (
    select
        family,
        count(*) as customers
    from customer_segments
    group by family
),

told as (
    select
        customer_id,
        'rfm' as family,
        rfm_segment as segment
    from customer_rfm
    union all
    select
        customer_id,
        'lifecycle' as family,
        lifecycle_stage as segment
    from customer_lifecycle
    union all
    select
        customer_id,
        'category affinity' as family,
        category as segment
    from category_affinities
    union all
    select
        customer_id,
        'matrix ' || matrix as family,
        cast(segment as string) as segment
    from matrix_segments
),

counted_customers as (
    select count(*) as customers
    from customers
),

problems as (
    select
        'customer_segments: the segments of family "' || coalesce(families.family, sizes.family) || '" add up to '
        || cast(coalesce(sizes.customers, 0) as string) || ' customers of '
        || cast(counted_customers.customers as string) || ', build it again with all that it reads' as problem
    from families
    full outer join sizes on families.family = sizes.family
    cross join counted_customers
    where
        families.family is null
        or coalesce(sizes.customers, 0) <> counted_customers.customers
    union all
    select
        'customer_segments: customer ' || told.customer_id || ' is not in segment "' || told.segment
        || '" of family "' || told.family || '", build it again with all that it reads' as problem
    from told
    left join customer_segments
        on
            told.customer_id = customer_segments.customer_id
            and told.family = customer_segments.family
    where told.segment is distinct from customer_segments.segment
)

select problem
from problems
order by problem
