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
      a household's mailbox reaches a cluster without a given name; so does a phone or browser, while the two hold
      different values of another type; or a phone joins namesakes who hold different values of two types
      a probable link has too little evidence to spare for the types of which the two hold different values

    What is taken first depends on the clusters alone, never on the order of rows; the random order keeps the number
    of rounds near the logarithm of a component's size. A component in which a round merged nothing is settled: later
    rounds leave it alone.
-#}
{% macro merge_clusters(state, number) -%}
    {#- Tables, not CTEs: engines that read a CTE anew wherever it is named would do each part many times. -#}
    {%- set links_before = round_table('links_' ~ (number - 1)) -%}
    {%- set links = make_round_table(
        'links_' ~ number, clustered_links(state) if number == 1 else merged_links(links_before, state)
    ) -%}
    {%- do adapter.drop_relation(links_before) -%}
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

{#- Which identifiers every cluster of a state holds. -#}
{% macro clustered_links(state) -%}
    with conflicting_links as (
        select * from {{ ref('int_identity__conflicting_links') }}
    )

    select distinct
        state.cluster_id,
        conflicting_links.identifier_type,
        conflicting_links.identifier_value,
        conflicting_links.limit_scope,
        conflicting_links.component,
        conflicting_links.tier
    from {{ state }} as state
    inner join conflicting_links on state.record_id = conflicting_links.record_id
{%- endmacro %}

{#-
    The same after a round, of the components that it changed: from what the clusters held before it, which is less in
    every round. A cluster's id is one of its records, which says where the cluster is now.
-#}
{% macro merged_links(links_before, state) -%}
    with placed as (
        select
            state.cluster_id,
            state.has_changed,
            links.identifier_type,
            links.identifier_value,
            links.limit_scope,
            links.component,
            links.tier
        from {{ links_before }} as links
        inner join {{ state }} as state on links.cluster_id = state.record_id
    ),

    changed_components as (
        select distinct component
        from placed
        where has_changed
    )

    select distinct
        placed.cluster_id,
        placed.identifier_type,
        placed.identifier_value,
        placed.limit_scope,
        placed.component,
        placed.tier
    from placed
    inner join changed_components on placed.component = changed_components.component
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
        one_side.tier,
        case when one_side.tier = 5 then one_side.identifier_value end as probable_link
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
