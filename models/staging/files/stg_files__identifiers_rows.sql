{{ config(enabled=is_registered('files')) }}

{{ stage_own_file(
    'identifiers', key=['record_id', 'identifier_type', 'identifier_value'], happened_at='first_seen_at',
    latest_by='last_seen_at', seeds={'identifier_type': 'identifier_types'}
) }}
