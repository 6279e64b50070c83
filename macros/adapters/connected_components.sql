{#-
    Connected components of an ID graph, a whole model: one row per record of `links`, `component` = the
    smallest record of its component (text order). The model is materialized as components_materialization().

    links        a relation of record × identifier
    record       its record column (text)
    identifier   the columns that together are the identifier

    Edges are collapsed to a star per identifier, then contracted: every vertex points to its smallest
    neighbour in one fixed random order, edges are rewritten to the targets, until none is left; then the
    pointers are followed to the root (Borůvka 1926). Rounds grow with the logarithm of the number of
    records, also on a sorted path: the random order is what guards against one round per vertex.
    DuckDB does it in one recursive statement. Spark's recursion knows no aggregate, so there the
    materialization `rounds_of_contraction` makes each round a table, from the links that are selected here.

    Vertices are numbered exactly. hash() of a text is no key on DuckDB (it collides systematically, e.g.
    hash('PHONE:9323945215') = hash('PHONE:9823945212')); of a bigint it mixes the bits one to one and serves
    only to order the vertices at random. A test holds that it stays one to one.
-#}
{% macro connected_components(links, record, identifier) -%}
    {{ return(adapter.dispatch('connected_components', 'customer_360')(links, record, identifier)) }}
{%- endmacro %}

{% macro spark__connected_components(links, record, identifier) -%}
select
    links.{{ record }},
    -- Structs with a null inside are equal on Spark: an identifier that lacks a part must join nobody.
    case
        when {% for column in identifier %}links.{{ column }} is not null{{ ' and ' if not loop.last }}{% endfor %}
            then struct({% for column in identifier %}links.{{ column }}{{ ', ' if not loop.last }}{% endfor %})
    end as identifier
from {{ links }} as links
{%- endmacro %}

{% macro duckdb__connected_components(links, record, identifier) -%}
with recursive

vertices as materialized (
    select
        {{ record }},
        hash(cast(row_number() over () as bigint)) as vertex
    from (select distinct {{ record }} from {{ links }}) as records
),

linked as materialized (
    select
        vertices.vertex,
        {% for column in identifier %}links.{{ column }} as identifier_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    from {{ links }} as links
    inner join vertices on links.{{ record }} = vertices.{{ record }}
),

hubs as materialized (
    select
        {% for column in identifier %}identifier_{{ loop.index }}, {% endfor %}
        min(vertex) as smallest
    from linked
    group by {% for column in identifier %}identifier_{{ loop.index }}{{ ', ' if not loop.last }}{% endfor %}
    having count(*) > 1
),

-- Records that share several identifiers stand here as often; the first round makes them distinct.
stars as materialized (
    select
        linked.vertex as larger,
        hubs.smallest as smaller
    from linked
    inner join hubs
        on
            {% for column in identifier %}linked.identifier_{{ loop.index }} = hubs.identifier_{{ loop.index }}{{ ' and ' if not loop.last }}{% endfor %}
    where linked.vertex > hubs.smallest
),

-- kind 0: an edge still alive in this round; kind 1: `larger` was merged into `smaller`
contraction(kind, larger, smaller) as (
    select
        cast(0 as tinyint),
        larger,
        smaller
    from stars
    union all
    (
        with live as materialized (
            select
                larger,
                smaller
            from contraction
            where kind = 0
        ),

        pointers as materialized (
            select
                larger as vertex,
                min(smaller) as target
            from live
            group by larger
        )

        select
            cast(1 as tinyint),
            vertex,
            target
        from pointers
        union all
        select distinct
            cast(0 as tinyint),
            greatest(from_larger.target, coalesce(from_smaller.target, live.smaller)),
            least(from_larger.target, coalesce(from_smaller.target, live.smaller))
        from live
        inner join pointers as from_larger on live.larger = from_larger.vertex
        left join pointers as from_smaller on live.smaller = from_smaller.vertex
        where from_larger.target <> coalesce(from_smaller.target, live.smaller)
    )
),

-- A vertex that others point to in the round in which it is merged stays an end of edges, and is merged again.
forest as materialized (
    select
        larger as vertex,
        min(smaller) as parent
    from contraction
    where kind = 1
    group by larger
),

rooted(vertex, root) as (
    select distinct
        forest.parent,
        forest.parent
    from forest
    left join forest as parents on forest.parent = parents.vertex
    where parents.vertex is null
    union all
    select
        forest.vertex,
        rooted.root
    from rooted
    inner join forest on rooted.vertex = forest.parent
),

-- What shares nothing with others is in no tree.
roots as materialized (
    select
        vertices.{{ record }},
        rooted.root
    from vertices
    left join rooted on vertices.vertex = rooted.vertex
),

named as (
    select
        root,
        min({{ record }}) as component
    from roots
    where root is not null
    group by root
)

select
    roots.{{ record }},
    coalesce(named.component, roots.{{ record }}) as component
from roots
left join named on roots.root = named.root
{%- endmacro %}
