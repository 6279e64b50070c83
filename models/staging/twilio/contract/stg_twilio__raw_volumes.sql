{{ config(enabled=is_registered('twilio'), materialized='view') }}

{{ raw_volumes('twilio', ['message', 'call']) }}
