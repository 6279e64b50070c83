{{ config(enabled=is_registered('files')) }}

{{ stage_own_file('interactions', key=['interaction_id'], happened_at='occurred_at') }}
