with customers as (
    select * from {{ ref('int_identity__customers') }}
),

orders as (
    select * from {{ ref('orders') }}
),

stages as (
    select * from {{ ref('lifecycle_stages') }}
),

settings as (
    select * from {{ ref('segment_settings') }}
),

limits as (
    {{ lifecycle_limits('stages') }}
),

purchases as (
    select
        customer_id,
        ordered_at,
        cast(ordered_at as date) as purchase_date
    from orders
    where
        customer_id is not null
        and is_purchase
),

buyers as (
    select
        customer_id,
        count(distinct purchase_date) as purchase_days,
        min(ordered_at) as first_purchase_at,
        max(ordered_at) as last_purchase_at
    from purchases
    group by customer_id
),

-- Several orders of one day are one visit: no gap is 0 days.
visits as (
    select distinct
        customer_id,
        purchase_date
    from purchases
),

followed_visits as (
    select
        customer_id,
        purchase_date,
        lag(purchase_date) over (partition by customer_id order by purchase_date nulls last) as previous_date
    from visits
),

gaps as (
    select
        customer_id,
        purchase_date,
        cast(
            {{ age_in_days('cast(previous_date as timestamp)', 'cast(purchase_date as timestamp)') }} as integer
        ) as gap_days
    from followed_visits
    where previous_date is not null
),

-- Who may be won back came again lately; of several gaps that ended lately the longest tells.
ranked_returns as (
    select
        gaps.customer_id,
        gaps.purchase_date,
        gaps.gap_days,
        row_number() over (
            partition by gaps.customer_id order by gaps.gap_days desc, gaps.purchase_date desc
        ) as choice
    from gaps
    cross join settings
    where {{ age_in_days('cast(gaps.purchase_date as timestamp)', as_of()) }} < settings.won_back_days + 1
),

returns as (
    select
        customer_id,
        purchase_date,
        gap_days
    from ranked_returns
    where choice = 1
),

-- The rhythm as it is now, and as it was on the eve of the return.
rhythm_gaps as (
    select
        customer_id,
        'now' as moment,
        gap_days
    from gaps
    union all
    select
        gaps.customer_id,
        'return' as moment,
        gaps.gap_days
    from gaps
    inner join returns on gaps.customer_id = returns.customer_id
    where gaps.purchase_date < returns.purchase_date
),

ranked_gaps as (
    select
        customer_id,
        moment,
        gap_days,
        row_number() over (partition by customer_id, moment order by gap_days nulls last) as place,
        count(*) over (partition by customer_id, moment) as gap_count
    from rhythm_gaps
),

-- The middle gap, or the mean of the two in the middle.
medians as (
    select
        ranked_gaps.customer_id,
        ranked_gaps.moment,
        {{ rounded(quotient('sum(ranked_gaps.gap_days)', 'count(*)'), 1) }} as median_gap_days
    from ranked_gaps
    cross join settings
    where
        2 * ranked_gaps.place between ranked_gaps.gap_count and ranked_gaps.gap_count + 2
        and ranked_gaps.gap_count >= settings.least_gaps
    group by ranked_gaps.customer_id, ranked_gaps.moment
),

measured as (
    select
        buyers.customer_id,
        buyers.purchase_days,
        cast(floor({{ age_in_days('buyers.last_purchase_at', as_of()) }}) as integer) as days_since_last_order,
        cast(floor({{ age_in_days('buyers.first_purchase_at', as_of()) }}) as integer) as days_since_first_order,
        rhythms.median_gap_days,
        returns.gap_days as return_gap_days,
        {{ rounded(quotient('returns.gap_days', 'return_rhythms.median_gap_days'), 6) }} as return_gaps,
        buyers.last_purchase_at
    from buyers
    left join medians as rhythms
        on
            buyers.customer_id = rhythms.customer_id
            and rhythms.moment = 'now'
    left join returns on buyers.customer_id = returns.customer_id
    left join medians as return_rhythms
        on
            returns.customer_id = return_rhythms.customer_id
            and return_rhythms.moment = 'return'
),

weighed as (
    select
        *,
        {{ rounded(quotient('days_since_last_order', 'median_gap_days'), 6) }} as gaps_since_last_order
    from measured
),

staged as (
    select
        weighed.*,
        {{ lifecycle_stage('weighed.gaps_since_last_order', 'weighed.days_since_last_order') }} as stage,
        case
            when weighed.return_gap_days is not null
                then {{ lifecycle_stage('weighed.return_gaps', 'weighed.return_gap_days') }}
        end as stage_before_return
    from weighed
    cross join limits
),

final as (
    select
        customers.customer_id,
        case
            when staged.customer_id is null then 'prospect'
            when staged.stage = 'active' and staged.stage_before_return = 'lost' then 'won back'
            when staged.median_gap_days is null and staged.days_since_first_order <= settings.new_days then 'new'
            else staged.stage
        end as lifecycle_stage,
        case
            when staged.median_gap_days is not null then 'own rhythm'
            when staged.customer_id is not null then 'days'
        end as judged_by,
        cast(coalesce(staged.purchase_days, 0) as integer) as purchase_days,
        staged.days_since_last_order,
        staged.median_gap_days,
        staged.gaps_since_last_order,
        staged.return_gap_days,
        staged.last_purchase_at
    from customers
    left join staged on customers.customer_id = staged.customer_id
    cross join settings
)

select * from final
