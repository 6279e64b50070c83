{{ config(enabled=is_registered('files')) }}

{{ stage_own_file(
    'touchpoints', key=['touchpoint_id'], happened_at='occurred_at', seeds={'channel': 'channels'}
) }}
