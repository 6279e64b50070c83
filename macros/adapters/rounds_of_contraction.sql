{#-
    Builds a model of connected_components() where recursion cannot: each round of the contraction is a table.
    The model's query gives a record column (first) and `identifier`, one row per link.

    The round's edges are logged. A graph that is not contracted after config(most_rounds=…) rounds (60: far more than
    the logarithm of any number of records) is an error, never a half-joined result. The tables of the rounds are
    dropped at the end, after a failure by drop_round_tables() at the end of the run.
-#}
{% materialization rounds_of_contraction, adapter='spark' %}
    {%- set most_rounds = config.get('most_rounds', 60) -%}
    {%- set target_relation = this.incorporate(type='table') -%}
    {%- do drop_round_tables(model.name) -%}
    {{ run_hooks(pre_hooks) }}

    {%- set links = make_round_table('links', sql) -%}
    {%- set record = adapter.get_columns_in_relation(links)[0].name -%}
    {%- set vertices = make_round_table('vertices', number_vertices(links, record)) -%}
    {%- set edges = make_round_table('edges_0', collapse_links(links, vertices, record)) -%}

    {%- set pointers = [] -%}
    {%- set live = namespace(edges=edges, count=count_rows(edges)) -%}
    {%- for number in range(1, most_rounds + 1) if live.count > 0 -%}
        {%- do log(model.name ~ ': round ' ~ number ~ ' of the contraction, ' ~ live.count ~ ' edges', info=true) -%}
        {%- set round_pointers = make_round_table('pointers_' ~ number, point_to_smallest(live.edges)) -%}
        {%- do pointers.append(round_pointers) -%}
        {%- set next = make_round_table('edges_' ~ number, contract_edges(live.edges, round_pointers)) -%}
        {%- do adapter.drop_relation(live.edges) -%}
        {%- set live.edges = next -%}
        {%- set live.count = count_rows(next) -%}
    {%- endfor -%}
    {%- if live.count > 0 -%}
        {%- do drop_round_tables(model.name) -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ': ' ~ live.count ~ ' edges are left after ' ~ most_rounds ~ ' round(s): the graph did not contract'
        ) -%}
    {%- endif -%}

    {%- set roots = follow_pointers(pointers, vertices, most_rounds) -%}
    {%- do drop_relation_if_exists(load_cached_relation(this)) -%}
    {%- call statement('main') -%}
        {{ create_table_as(false, target_relation, name_components(vertices, roots, record)) }}
    {%- endcall -%}
    {%- do drop_round_tables(model.name) -%}

    {{ run_hooks(post_hooks) }}
    {{ return({'relations': [target_relation]}) }}
{% endmaterialization %}

{#- xxhash64 of one bigint mixes its bits one to one: exact numbers in a fixed random order. -#}
{% macro number_vertices(links, record) -%}
    select
        {{ record }},
        xxhash64(monotonically_increasing_id()) as vertex
    from (select distinct {{ record }} from {{ links }}) as records
{%- endmacro %}

{% macro collapse_links(links, vertices, record) -%}
    with linked as (
        select
            vertices.vertex,
            links.identifier
        from {{ links }} as links
        inner join {{ vertices }} as vertices on links.{{ record }} = vertices.{{ record }}
    ),

    hubs as (
        select
            identifier,
            min(vertex) as smallest
        from linked
        group by identifier
        having min(vertex) <> max(vertex)
    )

    select distinct
        linked.vertex as larger,
        hubs.smallest as smaller
    from linked
    inner join hubs on linked.identifier = hubs.identifier
    where linked.vertex > hubs.smallest
{%- endmacro %}

{% macro point_to_smallest(edges) -%}
    select
        larger as vertex,
        min(smaller) as target
    from {{ edges }}
    group by larger
{%- endmacro %}

{% macro contract_edges(edges, pointers) -%}
    with rewritten as (
        select
            from_larger.target as one_end,
            coalesce(from_smaller.target, edges.smaller) as other_end
        from {{ edges }} as edges
        inner join {{ pointers }} as from_larger on edges.larger = from_larger.vertex
        left join {{ pointers }} as from_smaller on edges.smaller = from_smaller.vertex
    )

    select distinct
        greatest(one_end, other_end) as larger,
        least(one_end, other_end) as smaller
    from rewritten
    where one_end <> other_end
{%- endmacro %}

{#- The root of every vertex that was ever merged: pointers to pointers, twice as far each time. -#}
{% macro follow_pointers(pointers, vertices, most_rounds) -%}
    {%- set forest -%}
        select
            vertex,
            min(target) as root
        from (
            {%- for table in pointers %}
            select vertex, target from {{ table }}
            {{ 'union all' if not loop.last }}
            {%- else %}
            select vertex, vertex as target from {{ vertices }} where false
            {%- endfor %}
        ) as rounds
        group by vertex
    {%- endset -%}
    {%- set reached = namespace(roots=make_round_table('roots_0', forest), moved=1) -%}
    {%- for number in range(1, most_rounds + 1) if reached.moved > 0 -%}
        {%- set next = make_round_table('roots_' ~ number, jump_pointers(reached.roots)) -%}
        {%- set reached.moved = run_query('select count(*) from ' ~ next ~ ' where has_moved').columns[0].values()[0] | int -%}
        {%- do adapter.drop_relation(reached.roots) -%}
        {%- set reached.roots = next -%}
    {%- endfor -%}
    {%- if reached.moved > 0 -%}
        {%- do drop_round_tables(model.name) -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ ': ' ~ reached.moved ~ ' pointers have not reached their root after ' ~ most_rounds ~ ' round(s)'
        ) -%}
    {%- endif -%}
    {{ return(reached.roots) }}
{%- endmacro %}

{% macro jump_pointers(roots) -%}
    select
        roots.vertex,
        coalesce(beyond.root, roots.root) as root,
        beyond.root is not null as has_moved
    from {{ roots }} as roots
    left join {{ roots }} as beyond on roots.root = beyond.vertex
{%- endmacro %}

{% macro name_components(vertices, roots, record) -%}
    with rooted as (
        select
            vertices.{{ record }},
            coalesce(roots.root, vertices.vertex) as root
        from {{ vertices }} as vertices
        left join {{ roots }} as roots on vertices.vertex = roots.vertex
    ),

    named as (
        select
            root,
            min({{ record }}) as component
        from rooted
        group by root
    )

    select
        rooted.{{ record }},
        named.component
    from rooted
    inner join named on rooted.root = named.root
{%- endmacro %}
