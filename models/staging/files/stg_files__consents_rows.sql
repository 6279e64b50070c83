{{ config(enabled=is_registered('files')) }}

{{ stage_own_file(
    'consents', key=['consent_id'], happened_at='occurred_at', seeds={'channel': 'channels'}
) }}
