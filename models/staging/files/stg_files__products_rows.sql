{{ config(enabled=is_registered('files')) }}

{{ stage_own_file(
    'products', key=['product_id', 'language', 'store_code'], latest_by='updated_at'
) }}
