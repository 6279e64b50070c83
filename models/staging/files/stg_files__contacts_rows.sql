{{ config(enabled=is_registered('files')) }}

{{ stage_own_file(
    'contacts', key=['record_id'], happened_at='created_at', latest_by='updated_at'
) }}
