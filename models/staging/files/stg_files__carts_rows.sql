{{ config(enabled=is_registered('files')) }}

{{ stage_own_file('carts', key=['cart_id'], happened_at='created_at', latest_by='updated_at') }}
