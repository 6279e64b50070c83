with products as (
    select * from {{ ref('int_conformed__products') }}
),

-- A product in several languages: the category of one and the same language for all.
ranked_texts as (
    select
        product_id,
        sku,
        category_raw as category,
        row_number() over (
            partition by product_id
            order by
                case when category_raw is null then 1 else 0 end,
                language nulls first,
                store_code nulls first
        ) as choice
    from products
),

articles as (
    select
        product_id,
        sku,
        category
    from ranked_texts
    where choice = 1
),

-- A till knows no categories, but the shop's catalogue has its articles by the same stock keeping units.
sku_categories as (
    select
        sku,
        category,
        row_number() over (partition by sku order by count(*) desc, category nulls last) as choice
    from articles
    where
        sku is not null
        and category is not null
    group by sku, category
),

final as (
    select
        articles.product_id,
        coalesce(articles.category, sku_categories.category) as category
    from articles
    left join sku_categories
        on
            articles.sku = sku_categories.sku
            and sku_categories.choice = 1
    where coalesce(articles.category, sku_categories.category) is not null
)

select * from final
