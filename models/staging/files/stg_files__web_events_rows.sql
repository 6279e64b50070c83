{{ config(enabled=is_registered('files')) }}

{{ stage_own_file('web_events', key=['event_id'], happened_at='occurred_at') }}
