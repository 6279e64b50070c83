-- How many customers moved from which segment to which between two days?
-- dbt compile --select segment_moves --vars '{from_date: "2026-03-31", to_date: "2026-06-30", family: lifecycle}'
-- writes the query, which runs by itself over the marts. Without the vars: from the first day of the history to as_of,
-- all families. Customers are those of today: who was two people then counts as the one that they turned out to be.
with customer_segment_history as (
    select * from {{ ref('customer_segment_history') }}
    {%- if var('family', '') %}
    where family = '{{ var("family") | replace("'", "''") }}'
    {%- endif %}
),

days as (
    select
        min({{ "cast('" ~ var('from_date') ~ "' as date)" if var('from_date', '') else 'since_date' }}) as from_date,
        min(cast({{ "'" ~ var('to_date') ~ "'" if var('to_date', '') else as_of() }} as date)) as to_date
    from customer_segment_history
),

earlier as (
    select
        customer_segment_history.customer_id,
        customer_segment_history.family,
        customer_segment_history.segment
    from customer_segment_history
    cross join days
    where
        customer_segment_history.since_date <= days.from_date
        and coalesce(customer_segment_history.until_date > days.from_date, true)
),

later as (
    select
        customer_segment_history.customer_id,
        customer_segment_history.family,
        customer_segment_history.segment
    from customer_segment_history
    cross join days
    where
        customer_segment_history.since_date <= days.to_date
        and coalesce(customer_segment_history.until_date > days.to_date, true)
),

moves as (
    select
        coalesce(earlier.family, later.family) as family,
        coalesce(earlier.segment, '(not known yet)') as from_segment,
        coalesce(later.segment, '(gone)') as to_segment
    from earlier
    full outer join later
        on
            earlier.customer_id = later.customer_id
            and earlier.family = later.family
),

final as (
    select
        family,
        from_segment,
        to_segment,
        count(*) as customers
    from moves
    group by family, from_segment, to_segment
)

select * from final
order by family, from_segment, to_segment
