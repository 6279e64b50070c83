{{ config(enabled=is_registered('twilio'), materialized='view') }}

{{ row_outcomes('twilio', ['message', 'call']) }}
