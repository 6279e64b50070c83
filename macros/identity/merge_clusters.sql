{#-
    One round of the resolution of conflicting components: the step of int_identity__resolved_clusters. `state` has one row
    per record with its cluster. Of the links that no rule forbids, the strongest of each component are taken (by tier,
    then by agreeing names) before any weaker one is looked at: who is who by a stronger link decides what a weaker one may
    join. Every cluster takes its best partner (a fixed random order); two that take each other are merged. The rules:

      a decision "never" keeps the two apart
      the union would hold more values of a type than its limit
      a link of tier 2 or weaker joins people whose names or birth dates contradict each other, or reaches through
      a value that such people share to a cluster without a name: nobody can tell whose it is. A probable link has
      weighed the names and dates of its own two records (and household members against them): there only what it
      did not know of counts

    What is taken first depends on the clusters alone, never on the order of rows; the random order keeps the number
    of rounds near the logarithm of a component's size. A component in which a round merged nothing is settled: later
    rounds leave it alone.
-#}
{% macro merge_clusters(state) -%}
    {#- Tables, not CTEs: engines that read a CTE anew wherever it is named would do each part many times. -#}
    {%- set links = make_round_table('links', clustered_links(state, of_changed_components=true)) -%}
    {%- set profiles = make_round_table('profiles', cluster_profiles(state, links)) -%}
    {%- set pairs = make_round_table('pairs', pair_links(links)) -%}
    {%- set judged = make_round_table('judged', judged_links(state, links, profiles, pairs)) -%}
    with allowed as (
        select
            component,
            cluster_left,
            cluster_right,
            min(strength) as strength
        from {{ judged }}
        where refusal is null
        group by component, cluster_left, cluster_right
    ),

    strongest as (
        select
            component,
            min(strength) as strength
        from allowed
        group by component
    ),

    taken as (
        select
            allowed.cluster_left,
            allowed.cluster_right,
            md5(allowed.cluster_left || ' ' || allowed.cluster_right) as lot
        from allowed
        inner join strongest
            on
                allowed.component = strongest.component
                and allowed.strength = strongest.strength
    ),

    both_ways as (
        select
            cluster_left as cluster_id,
            cluster_right as partner_id,
            lot
        from taken
        union all
        select
            cluster_right as cluster_id,
            cluster_left as partner_id,
            lot
        from taken
    ),

    preferred as (
        select
            cluster_id,
            partner_id,
            row_number() over (
                partition by cluster_id order by lot nulls last, partner_id nulls last
            ) as preference
        from both_ways
    ),

    merged as (
        select
            one_side.cluster_id,
            least(one_side.cluster_id, one_side.partner_id) as merged_id
        from preferred as one_side
        inner join preferred as other_side
            on
                one_side.partner_id = other_side.cluster_id
                and one_side.cluster_id = other_side.partner_id
        where one_side.preference = 1 and other_side.preference = 1
    )

    select
        state.record_id,
        coalesce(merged.merged_id, state.cluster_id) as cluster_id,
        merged.merged_id is not null as has_changed
    from {{ state }} as state
    left join merged on state.cluster_id = merged.cluster_id
{%- endmacro %}

{#- Which identifiers every cluster of a state holds, or only those of components that the last round changed. -#}
{% macro clustered_links(state, of_changed_components=false) -%}
    with conflicting_links as (
        select * from {{ ref('int_identity__conflicting_links') }}
    ),

    {%- if of_changed_components %}

    changed_components as (
        select distinct conflicting_links.component
        from {{ state }} as state
        inner join conflicting_links on state.record_id = conflicting_links.record_id
        where state.has_changed
    ),

    links as (
        select conflicting_links.*
        from conflicting_links
        inner join changed_components on conflicting_links.component = changed_components.component
    )
    {%- else %}

    links as (
        select * from conflicting_links
    )
    {%- endif %}

    select distinct
        state.cluster_id,
        links.identifier_type,
        links.identifier_value,
        links.limit_scope,
        links.component,
        links.tier
    from {{ state }} as state
    inner join links on state.record_id = links.record_id
{%- endmacro %}

{#- One row per cluster: what most of its records say; one record with a wrong name does not speak for the others. -#}
{% macro cluster_profiles(state, clustered_links) -%}
    with features as (
        select * from {{ ref('int_matching__features') }}
    ),

    clusters as (
        select distinct cluster_id from {{ clustered_links }}
    ),

    clustered_features as (
        select
            state.cluster_id,
            features.*
        from {{ state }} as state
        inner join clusters on state.cluster_id = clusters.cluster_id
        inner join features on state.record_id = features.record_id
    ),

    {%- for attribute, columns in {
        'given_name': ['given_name', 'given_name_root'],
        'family_name': ['family_name'],
        'birth_date': ['birth_date', 'birth_year', 'birth_month', 'birth_day'],
    }.items() %}
    {{ attribute }}_counts as (
        select
            cluster_id,
            {{ columns | join(', ') }},
            row_number() over (
                partition by cluster_id order by count(*) desc, length({{ attribute }}) desc, {{ attribute }}
            ) as choice
        from clustered_features
        where {{ attribute }} is not null
        group by cluster_id, {{ columns | join(', ') }}
    ){{ ',' if not loop.last }}
    {%- endfor %}

    select
        clusters.cluster_id,
        given_name_counts.given_name,
        given_name_counts.given_name_root,
        family_name_counts.family_name,
        birth_date_counts.birth_date,
        birth_date_counts.birth_year,
        birth_date_counts.birth_month,
        birth_date_counts.birth_day
    from clusters
    left join given_name_counts
        on clusters.cluster_id = given_name_counts.cluster_id and given_name_counts.choice = 1
    left join family_name_counts
        on clusters.cluster_id = family_name_counts.cluster_id and family_name_counts.choice = 1
    left join birth_date_counts
        on clusters.cluster_id = birth_date_counts.cluster_id and birth_date_counts.choice = 1
{%- endmacro %}

{#- Every two clusters × identifier that they share. -#}
{% macro pair_links(clustered_links) -%}
    select
        one_side.cluster_id as cluster_left,
        other_side.cluster_id as cluster_right,
        one_side.identifier_type,
        one_side.identifier_value,
        one_side.component,
        one_side.tier
    from {{ clustered_links }} as one_side
    inner join {{ clustered_links }} as other_side
        on
            one_side.identifier_type = other_side.identifier_type
            and one_side.identifier_value = other_side.identifier_value
            and one_side.cluster_id < other_side.cluster_id
    group by
        one_side.cluster_id, other_side.cluster_id,
        one_side.identifier_type, one_side.identifier_value, one_side.component, one_side.tier
{%- endmacro %}

{#- Every link between two clusters, judged: strength (smaller is stronger) and refusal, null where it may join. -#}
{% macro judged_links(state, clustered_links, profiles, pair_links) -%}
    with limits as (
        select
            identifier_type,
            limit_per_customer
        from {{ ref('identifier_types') }}
        where limit_per_customer is not null
    ),

    keep_apart as (
        select
            record_id_left,
            record_id_right
        from {{ ref('identity_decisions') }}
        where decision = 'never'
    ),

    clustered_links as (
        select * from {{ clustered_links }}
    ),

    pair_links as (
        select
            *,
            case when tier = 5 then identifier_value end as probable_link
        from {{ pair_links }}
    ),

    probable_links as (
        select
            link_value,
            given_name_level,
            family_name_level,
            birth_date_level
        from {{ ref('int_identity__probable_links') }}
    ),

    pairs as (
        select distinct
            cluster_left,
            cluster_right
        from pair_links
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

    sizes as (
        select
            clustered_links.cluster_id,
            clustered_links.identifier_type,
            clustered_links.limit_scope,
            limits.limit_per_customer,
            count(distinct clustered_links.identifier_value) as value_count
        from clustered_links
        inner join limits on clustered_links.identifier_type = limits.identifier_type
        group by
            clustered_links.cluster_id, clustered_links.identifier_type,
            clustered_links.limit_scope, limits.limit_per_customer
    ),

    -- Only where the two sides together could exceed a limit are the values that they share looked at.
    crowded as (
        select
            pairs.cluster_left,
            pairs.cluster_right,
            left_side.identifier_type,
            left_side.limit_scope,
            left_side.limit_per_customer
        from pairs
        inner join sizes as left_side on pairs.cluster_left = left_side.cluster_id
        inner join sizes as right_side
            on
                pairs.cluster_right = right_side.cluster_id
                and left_side.identifier_type = right_side.identifier_type
                and left_side.limit_scope = right_side.limit_scope
        where left_side.value_count + right_side.value_count > left_side.limit_per_customer
    ),

    values_together as (
        {%- for side in ['left', 'right'] %}
        select
            crowded.*,
            clustered_links.identifier_value
        from crowded
        inner join clustered_links
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
        -- One record may hold too many by itself: nothing joins it, whether or not the other side has any.
        {%- for side in ['left', 'right'] %}
        union all
        select
            pairs.cluster_left,
            pairs.cluster_right,
            sizes.identifier_type
        from pairs
        inner join sizes on pairs.cluster_{{ side }} = sizes.cluster_id
        where sizes.value_count > sizes.limit_per_customer
        {%- endfor %}
    ),

    first_over_limit as (
        select
            cluster_left,
            cluster_right,
            min(identifier_type) as identifier_type
        from over_limit
        group by cluster_left, cluster_right
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
        from pair_links
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
            compared.is_other_given_name and coalesce(probable_links.given_name_level, 'missing') = 'missing'
            or compared.is_other_birth_date and coalesce(probable_links.birth_date_level, 'missing') = 'missing' as is_contradiction,
            compared.is_other_family and coalesce(probable_links.family_name_level, 'missing') = 'missing' as is_other_family
        from pair_links
        inner join compared
            on
                pair_links.cluster_left = compared.cluster_left
                and pair_links.cluster_right = compared.cluster_right
        left join probable_links on pair_links.probable_link = probable_links.link_value
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
