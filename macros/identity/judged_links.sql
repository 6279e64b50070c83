{#- Every link between two clusters, judged: strength (smaller is stronger) and refusal, null where it may join. -#}
{% macro judged_links(state, clustered_links, profiles, pair_links) -%}
    with limits as (
        select
            identifier_type,
            limit_per_customer
        from {{ ref('identifier_types') }}
        where limit_per_customer is not null
    ),

    apart_weights as (
        select
            identifier_type,
            log2(apart_probability) as bits
        from {{ ref('identifier_types') }}
        where apart_probability is not null
    ),

    keep_apart as (
        select
            record_id_left,
            record_id_right
        from {{ ref('int_identity__decisions') }}
        where decision = 'never'
    ),

    probable_links as (
        select
            link_value,
            given_name_level,
            family_name_level,
            birth_date_level,
            email_level,
            phone_level,
            spare_weight,
            sure_weight
        from {{ ref('int_identity__probable_links') }}
    ),

    pairs as (
        select
            cluster_left,
            cluster_right,
            max(tier) >= 3 as is_weak
        from {{ pair_links }} as pair_links
        group by cluster_left, cluster_right
    ),

    -- What both sides hold is counted over the two, not joined: whoever joins sides by type pairs every cluster with every other.
    sides as (
        {%- for side in ['left', 'right'] %}
        select
            cluster_left,
            cluster_right,
            is_weak,
            cluster_{{ side }} as cluster_id
        from pairs
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ),

    compared as (
        select
            pairs.cluster_left,
            pairs.cluster_right,
            {{ given_names_contradict('left_side', 'right_side') }} as is_other_given_name,
            {{ birth_dates_contradict('left_side', 'right_side') }} as is_other_birth_date,
            {{ family_names_contradict('left_side', 'right_side') }}
            and coalesce(left_side.birth_date <> right_side.birth_date, true) as is_other_family,
            left_side.given_name is not null and right_side.given_name is not null as is_named,
            coalesce(left_side.birth_date = right_side.birth_date, false) as is_one_birth_date,
            case
                when left_side.given_name_root = right_side.given_name_root
                    and left_side.family_name = right_side.family_name then 0
                when left_side.given_name is not null and right_side.given_name is not null then 1
                else 2
            end as agreement
        from pairs
        inner join {{ profiles }} as left_side on pairs.cluster_left = left_side.cluster_id
        inner join {{ profiles }} as right_side on pairs.cluster_right = right_side.cluster_id
    ),

    -- More than half of what a limit allows: two clusters without it cannot exceed the limit together.
    half_filled as (
        select
            clustered_links.cluster_id,
            clustered_links.identifier_type,
            clustered_links.limit_scope,
            limits.limit_per_customer
        from {{ clustered_links }} as clustered_links
        inner join limits on clustered_links.identifier_type = limits.identifier_type
        group by
            clustered_links.cluster_id, clustered_links.identifier_type,
            clustered_links.limit_scope, limits.limit_per_customer
        having 2 * count(distinct clustered_links.identifier_value) > limits.limit_per_customer
    ),

    crowded as (
        select distinct
            sides.cluster_left,
            sides.cluster_right,
            half_filled.identifier_type,
            half_filled.limit_scope,
            half_filled.limit_per_customer
        from sides
        inner join half_filled on sides.cluster_id = half_filled.cluster_id
    ),

    values_together as (
        {%- for side in ['left', 'right'] %}
        select
            crowded.*,
            clustered_links.identifier_value
        from crowded
        inner join {{ clustered_links }} as clustered_links
            on
                crowded.cluster_{{ side }} = clustered_links.cluster_id
                and crowded.identifier_type = clustered_links.identifier_type
                and crowded.limit_scope = clustered_links.limit_scope
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ),

    over_limit as (
        select
            cluster_left,
            cluster_right,
            identifier_type
        from values_together
        group by cluster_left, cluster_right, identifier_type, limit_scope, limit_per_customer
        having count(distinct identifier_value) > limit_per_customer
    ),

    first_over_limit as (
        select
            cluster_left,
            cluster_right,
            min(identifier_type) as identifier_type
        from over_limit
        group by cluster_left, cluster_right
    ),

    -- Types of which both sides hold values (exclusive ones in one source), but none in common.
    held_types as (
        select distinct
            clustered_links.cluster_id,
            clustered_links.identifier_type,
            clustered_links.limit_scope,
            apart_weights.bits
        from {{ clustered_links }} as clustered_links
        inner join apart_weights on clustered_links.identifier_type = apart_weights.identifier_type
    ),

    shared_types as (
        select distinct
            cluster_left,
            cluster_right,
            identifier_type
        from {{ pair_links }} as pair_links
    ),

    held_by_both as (
        select
            sides.cluster_left,
            sides.cluster_right,
            held_types.identifier_type,
            held_types.limit_scope,
            held_types.bits
        from sides
        inner join held_types on sides.cluster_id = held_types.cluster_id
        where sides.is_weak
        group by
            sides.cluster_left, sides.cluster_right,
            held_types.identifier_type, held_types.limit_scope, held_types.bits
        having count(*) = 2
    ),

    types_held_by_both as (
        select distinct
            cluster_left,
            cluster_right,
            identifier_type,
            bits
        from held_by_both
    ),

    apart as (
        select
            types_held_by_both.cluster_left,
            types_held_by_both.cluster_right,
            count(*) as type_count,
            sum(types_held_by_both.bits) as bits,
            sum(case when types_held_by_both.identifier_type = 'email' then types_held_by_both.bits else 0 end) as email_bits,
            sum(case when types_held_by_both.identifier_type = 'phone' then types_held_by_both.bits else 0 end) as phone_bits
        from types_held_by_both
        left join shared_types
            on
                types_held_by_both.cluster_left = shared_types.cluster_left
                and types_held_by_both.cluster_right = shared_types.cluster_right
                and types_held_by_both.identifier_type = shared_types.identifier_type
        where shared_types.cluster_left is null
        group by types_held_by_both.cluster_left, types_held_by_both.cluster_right
    ),

    household_mailboxes as (
        select distinct pair_links.identifier_value
        from {{ pair_links }} as pair_links
        inner join {{ ref('household_words') }} as household_words
            on {{ names_household('pair_links', 'household_words.word') }}
    ),

    decided_apart as (
        select distinct
            least(left_state.cluster_id, right_state.cluster_id) as cluster_left,
            greatest(left_state.cluster_id, right_state.cluster_id) as cluster_right
        from keep_apart
        inner join {{ state }} as left_state on keep_apart.record_id_left = left_state.record_id
        inner join {{ state }} as right_state on keep_apart.record_id_right = right_state.record_id
    ),

    shared_by_strangers as (
        select distinct
            pair_links.identifier_type,
            pair_links.identifier_value
        from {{ pair_links }} as pair_links
        inner join compared
            on
                pair_links.cluster_left = compared.cluster_left
                and pair_links.cluster_right = compared.cluster_right
        where pair_links.tier between 2 and 4 and (compared.is_other_given_name or compared.is_other_birth_date)
    ),

    judged as (
        select
            pair_links.*,
            compared.agreement,
            compared.is_named,
            compared.is_one_birth_date,
            compared.is_other_given_name and coalesce(probable_links.given_name_level, 'missing') = 'missing'
            or compared.is_other_birth_date and coalesce(probable_links.birth_date_level, 'missing') = 'missing' as is_contradiction,
            compared.is_other_family and coalesce(probable_links.family_name_level, 'missing') = 'missing' as is_other_family,
            coalesce(apart.type_count, 0) as apart_types,
            household_mailboxes.identifier_value is not null as is_household_mailbox,
            -- The link has weighed an e-mail and a phone that both of its own records have.
            case when apart.type_count >= 2 then probable_links.sure_weight else probable_links.spare_weight end
            + coalesce(apart.bits, 0)
            - case when probable_links.email_level <> 'missing' then coalesce(apart.email_bits, 0) else 0 end
            - case when probable_links.phone_level <> 'missing' then coalesce(apart.phone_bits, 0) else 0 end
                as spare_weight
        from {{ pair_links }} as pair_links
        inner join compared
            on
                pair_links.cluster_left = compared.cluster_left
                and pair_links.cluster_right = compared.cluster_right
        left join probable_links on pair_links.probable_link = probable_links.link_value
        left join apart
            on
                pair_links.cluster_left = apart.cluster_left
                and pair_links.cluster_right = apart.cluster_right
        left join household_mailboxes
            on
                pair_links.identifier_type = 'email'
                and pair_links.identifier_value = household_mailboxes.identifier_value
    )

    select
        judged.component,
        judged.cluster_left,
        judged.cluster_right,
        judged.identifier_type,
        judged.identifier_value,
        judged.tier,
        judged.tier * 10 + judged.agreement as strength,
        case
            when decided_apart.cluster_left is not null then 'decision: never'
            when judged.tier = 0 then cast(null as string)
            when first_over_limit.identifier_type is not null
                then 'limit of ' || first_over_limit.identifier_type || ' per customer'
            when judged.tier >= 2 and judged.is_contradiction then 'names or birth dates contradict'
            when judged.tier >= 3 and judged.is_other_family then 'family names contradict'
            when shared_by_strangers.identifier_value is not null and not judged.is_named
                then 'shared by people who contradict each other'
            when judged.is_household_mailbox and not judged.is_named then 'mailbox of a household, no given name'
            when judged.tier in (3, 4) and judged.apart_types >= 1 and not judged.is_named
                then 'shared phone or browser, no given name, different identifiers'
            when judged.tier = 3 and judged.apart_types >= 2 and not judged.is_one_birth_date
                then 'shared phone, different identifiers'
            when judged.spare_weight < 0 then 'too little evidence for different identifiers'
        end as refusal
    from judged
    left join first_over_limit
        on
            judged.cluster_left = first_over_limit.cluster_left
            and judged.cluster_right = first_over_limit.cluster_right
    left join decided_apart
        on
            judged.cluster_left = decided_apart.cluster_left
            and judged.cluster_right = decided_apart.cluster_right
    left join shared_by_strangers
        on
            judged.identifier_type = shared_by_strangers.identifier_type
            and judged.identifier_value = shared_by_strangers.identifier_value
{%- endmacro %}
