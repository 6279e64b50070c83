{{ config(enabled=is_registered('hubspot'), materialized='view') }}

{#- More merges into one contact than this are not read; nobody merges so many duplicates of one person. -#}
{%- set most_merges = 100 %}

with contacts as (
    select * from {{ ref('stg_hubspot__contact') }}
    where row_status = 'kept' and merged_contacts is not null
),

numbers as (
    {%- for number in range(1, most_merges + 1) %}
    select {{ number }} as number{{ ' union all' if not loop.last }}
    {%- endfor %}
),

-- The property reads 76340251:1661707291575;46897301:1661707931852: who was merged into the contact and when, in ms.
entries as (
    select
        contacts.contact_key as surviving_key,
        split_part(contacts.merged_contacts, ';', numbers.number) as entry
    from contacts
    cross join numbers
),

parsed as (
    select
        surviving_key,
        {{ clean_text("split_part(entry, ':', 1)") }} as merged_key,
        {{ safe_cast("nullif(split_part(entry, ':', 2), '')", 'bigint') }} as merged_at_ms
    from entries
    where entry <> ''
),

pairs as (
    select * from parsed
    where merged_key <> surviving_key
),

merged_keys as (
    select distinct merged_key
    from pairs
),

-- Who was merged twice is listed by both survivors, of whom one was then merged into the other.
ranked as (
    select
        pairs.surviving_key,
        pairs.merged_key,
        row_number() over (
            partition by pairs.merged_key
            order by
                case when merged_keys.merged_key is null then 0 else 1 end,
                pairs.merged_at_ms desc nulls last,
                pairs.surviving_key nulls last
        ) as preference
    from pairs
    left join merged_keys
        on pairs.surviving_key = merged_keys.merged_key
),

steps as (
    select
        merged_key,
        surviving_key
    from ranked
    where preference = 1
),

-- A survivor may have been merged in its turn, and that one too.
final as (
    select
        steps.merged_key,
        coalesce(third_steps.surviving_key, second_steps.surviving_key, steps.surviving_key) as surviving_key
    from steps
    left join steps as second_steps
        on steps.surviving_key = second_steps.merged_key
    left join steps as third_steps
        on second_steps.surviving_key = third_steps.merged_key
)

select * from final
