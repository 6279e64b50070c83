with message_measures as (
    select * from {{ ref('int_pressure__message_measures') }}
),

purchase_measures as (
    select * from {{ ref('int_pressure__purchase_measures') }}
),

weeks as (
    select * from {{ ref('int_pressure__weeks') }}
),

signs as (
    select * from {{ ref('pressure_signs') }}
),

settings as (
    select * from {{ ref('signal_settings') }}
),

measures as (
    select * from message_measures
    union all
    select * from purchase_measures
),

valued as (
    select
        measures.brand,
        measures.channel,
        measures.sign,
        measures.week_end_date,
        weeks.weeks_ago,
        weeks.is_told,
        measures.numerator,
        measures.volume,
        {{ quotient('measures.numerator', 'nullif(measures.volume, 0)') }} as value,
        measures.volume >= signs.minimum_volume as has_volume
    from measures
    inner join weeks on measures.week_end_date = weeks.week_end_date
    inner join signs on measures.sign = signs.sign
),

-- The weeks that a week is compared with: those of the baseline that had enough volume themselves.
compared as (
    select
        valued.brand,
        valued.channel,
        valued.sign,
        valued.week_end_date,
        earlier.value
    from valued
    cross join settings
    inner join valued as earlier
        on
            valued.brand = earlier.brand
            and valued.channel = earlier.channel
            and valued.sign = earlier.sign
            and valued.weeks_ago < earlier.weeks_ago
            and valued.weeks_ago >= earlier.weeks_ago - settings.baseline_weeks
    where
        valued.is_told
        and earlier.has_volume
),

placed_values as (
    select
        *,
        count(*) over (partition by brand, channel, sign, week_end_date) as week_count,
        row_number() over (partition by brand, channel, sign, week_end_date order by value nulls last) as place
    from compared
),

baselines as (
    select
        brand,
        channel,
        sign,
        week_end_date,
        max(week_count) as week_count,
        {{ quotient('min(value) + max(value)', '2') }} as baseline
    from placed_values
    where 2 * place between week_count and week_count + 2
    group by brand, channel, sign, week_end_date
),

deviations as (
    select
        compared.brand,
        compared.channel,
        compared.sign,
        compared.week_end_date,
        abs(compared.value - baselines.baseline) as deviation
    from compared
    inner join baselines
        on
            compared.brand = baselines.brand
            and compared.channel = baselines.channel
            and compared.sign = baselines.sign
            and compared.week_end_date = baselines.week_end_date
),

placed_deviations as (
    select
        *,
        count(*) over (partition by brand, channel, sign, week_end_date) as week_count,
        row_number() over (partition by brand, channel, sign, week_end_date order by deviation nulls last) as place
    from deviations
),

spreads as (
    select
        brand,
        channel,
        sign,
        week_end_date,
        {{ quotient('min(deviation) + max(deviation)', '2') }} as median_deviation
    from placed_deviations
    where 2 * place between week_count and week_count + 2
    group by brand, channel, sign, week_end_date
),

-- 1.4826 × MAD is the standard deviation of a normal distribution (Rousseeuw and Croux 1993). Eight weeks may lie
-- together by chance: no spread is taken for smaller than that of counts, the square root of their expectation.
scored as (
    select
        valued.*,
        baselines.baseline,
        coalesce(valued.has_volume and baselines.week_count >= settings.baseline_least_weeks, false) as is_judged,
        greatest(
            cast(1.4826 as double) * spreads.median_deviation,
            sqrt(
                greatest(baselines.baseline, {{ quotient('1', 'nullif(valued.volume, 0)') }})
                / cast(nullif(valued.volume, 0) as double)
            )
        ) as spread
    from valued
    cross join settings
    left join baselines
        on
            valued.brand = baselines.brand
            and valued.channel = baselines.channel
            and valued.sign = baselines.sign
            and valued.week_end_date = baselines.week_end_date
    left join spreads
        on
            valued.brand = spreads.brand
            and valued.channel = spreads.channel
            and valued.sign = spreads.sign
            and valued.week_end_date = spreads.week_end_date
    where valued.is_told
),

weighed as (
    select
        brand,
        channel,
        sign,
        week_end_date,
        numerator,
        volume,
        is_judged,
        {{ rounded('value', scale=6) }} as value,
        {{ rounded('baseline', scale=6) }} as baseline,
        case when is_judged then {{ rounded('((value - baseline) / spread)', scale=4) }} end as robust_z
    from scored
),

judged as (
    select
        weighed.*,
        signs.side,
        signs.plan,
        case
            when not weighed.is_judged then 'normal'
            when abs(weighed.value - weighed.baseline) < signs.least_change * weighed.baseline then 'normal'
            when {{ harm('weighed.robust_z') }} >= signs.alert_z then 'alert'
            when {{ harm('weighed.robust_z') }} >= signs.watch_z then 'watch'
            else 'normal'
        end as measured_state
    from weighed
    inner join signs on weighed.sign = signs.sign
),

-- Who reads less e-mail and answers more on the telephone is not tired, but elsewhere.
shifts as (
    select
        mobile.brand,
        mobile.channel,
        mobile.week_end_date,
        mobile.plan,
        engagement.sign
    from judged as mobile
    inner join judged as engagement
        on
            mobile.brand = engagement.brand
            and mobile.channel = engagement.channel
            and mobile.week_end_date = engagement.week_end_date
    where
        mobile.sign = 'mobile engagement'
        and mobile.measured_state <> 'normal'
        and engagement.sign in ('open rate', 'click rate')
        and engagement.measured_state <> 'normal'
),

final as (
    select
        judged.brand,
        judged.channel,
        judged.sign,
        judged.side,
        case when shifts.brand is null then judged.measured_state else 'normal' end as signal_state,
        case
            when shifts.brand is not null then shifts.plan
            when judged.measured_state <> 'normal' then judged.plan
        end as plan,
        judged.numerator,
        judged.volume,
        judged.value,
        judged.baseline,
        judged.robust_z,
        judged.is_judged,
        shifts.brand is not null as is_channel_shift,
        judged.week_end_date
    from judged
    left join shifts
        on
            judged.brand = shifts.brand
            and judged.channel = shifts.channel
            and judged.week_end_date = shifts.week_end_date
            and judged.sign = shifts.sign
    where judged.side <> 'shift'
)

select * from final
