{{ config(materialized=kept_up_materialization(), concerned='int_identity__touched_records') }}

with contacts as (
    {{ concerned_rows('int_conformed__contacts', 'int_identity__touched_records') }}
),

components as (
    {{ concerned_rows('int_identity__components', 'int_identity__touched_records') }}
),

resolved_clusters as (
    select * from {{ ref('int_identity__resolved_clusters') }}
),

-- A record with neither a usable identifier nor a name stands for nobody in particular (a receipt with the
-- till's own e-mail): what hangs on it stays anonymous instead of making a customer of its own.
final as (
    select
        contacts.record_id,
        contacts.source,
        contacts.object,
        coalesce(resolved_clusters.cluster_id, components.component, contacts.record_id) as cluster_id,
        components.record_id is not null as is_linked,
        contacts.created_at
    from contacts
    left join components on contacts.record_id = components.record_id
    left join resolved_clusters on contacts.record_id = resolved_clusters.record_id
    where
        components.record_id is not null
        or contacts.last_name is not null
)

select * from final
