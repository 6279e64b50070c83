with customers as (
    select * from {{ ref('int_identity__customers') }}
),

orders as (
    select * from {{ ref('orders') }}
),

-- Few days are good, many orders and much revenue are: the sign turns recency round, so that more is better.
scoring as (
    select
        *,
        case when dimension = 'recency' then -1 else 1 end as direction
    from {{ ref('rfm_scoring') }}
),

segments as (
    select * from {{ ref('rfm_segments') }}
),

scoring_window as (
    select {{ add_months(as_of(), '-max(window_months)') }} as window_start_at
    from scoring
),

purchases as (
    select
        orders.customer_id,
        orders.net_amount,
        orders.ordered_at,
        orders.ordered_at > scoring_window.window_start_at as is_in_window
    from orders
    cross join scoring_window
    where
        orders.customer_id is not null
        and orders.is_purchase
),

measured as (
    select
        customer_id,
        sum(case when is_in_window then 1 else 0 end) as frequency,
        sum(case when is_in_window then net_amount else 0 end) as monetary_amount,
        max(ordered_at) as last_purchase_at
    from purchases
    group by customer_id
),

measures as (
    select
        customer_id,
        'recency' as dimension,
        cast(floor({{ age_in_days('last_purchase_at', as_of()) }}) as decimal(18, 2)) as measure
    from measured
    where frequency > 0
    union all
    select
        customer_id,
        'frequency' as dimension,
        cast(frequency as decimal(18, 2)) as measure
    from measured
    where frequency > 0
    union all
    select
        customer_id,
        'monetary' as dimension,
        cast(monetary_amount as decimal(18, 2)) as measure
    from measured
    where frequency > 0
),

oriented as (
    select
        measures.customer_id,
        measures.dimension,
        scoring.method,
        measures.measure * scoring.direction as strength,
        scoring.band_2 * scoring.direction as band_2,
        scoring.band_3 * scoring.direction as band_3,
        scoring.band_4 * scoring.direction as band_4,
        scoring.band_5 * scoring.direction as band_5
    from measures
    inner join scoring on measures.dimension = scoring.dimension
),

ranked as (
    select
        customer_id,
        dimension,
        method,
        1
        + case when strength >= band_2 then 1 else 0 end
        + case when strength >= band_3 then 1 else 0 end
        + case when strength >= band_4 then 1 else 0 end
        + case when strength >= band_5 then 1 else 0 end as score_by_bands,
        rank() over (partition by dimension order by strength nulls last) - 1 as weaker_buyers,
        count(*) over (partition by dimension) - 1 as other_buyers
    from oriented
),

scored as (
    select
        customer_id,
        dimension,
        case method
            when 'bands' then score_by_bands
            -- One buyer alone is compared with nobody, and scores 1.
            when 'quintile' then least(5, 1 + floor(5 * weaker_buyers / greatest(other_buyers, 1)))
        end as score
    from ranked
),

scores as (
    select
        customer_id,
        cast(max(case when dimension = 'recency' then score end) as integer) as recency_score,
        cast(max(case when dimension = 'frequency' then score end) as integer) as frequency_score,
        cast(max(case when dimension = 'monetary' then score end) as integer) as monetary_score
    from scored
    group by customer_id
),

-- Who bought only before the window does worse than every buyer in it, and belongs where the worst of them do.
placed as (
    select
        measured.customer_id,
        segments.rfm_segment
    from measured
    left join scores on measured.customer_id = scores.customer_id
    inner join segments
        on
            coalesce(scores.recency_score, 1) = segments.recency_score
            and coalesce(scores.frequency_score, 1) = segments.frequency_score
            and coalesce(scores.monetary_score, 1) = segments.monetary_score
),

final as (
    select
        customers.customer_id,
        case
            when measured.customer_id is null then 'never bought'
            else placed.rfm_segment
        end as rfm_segment,
        cast(floor({{ age_in_days('measured.last_purchase_at', as_of()) }}) as integer) as recency_days,
        cast(coalesce(measured.frequency, 0) as integer) as frequency,
        cast(coalesce(measured.monetary_amount, 0) as decimal(18, 2)) as monetary_amount,
        scores.recency_score,
        scores.frequency_score,
        scores.monetary_score,
        scores.customer_id is not null as is_scored,
        measured.last_purchase_at
    from customers
    left join measured on customers.customer_id = measured.customer_id
    left join scores on customers.customer_id = scores.customer_id
    left join placed on customers.customer_id = placed.customer_id
)

select * from final
