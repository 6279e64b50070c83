{{ config(enabled=is_registered('hubspot'), materialized='view') }}

{{ raw_volumes('hubspot', ['contact', 'email_campaign', 'email_event']) }}
