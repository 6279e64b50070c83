{{ config(enabled=is_registered('hubspot'), materialized='view') }}

{{ row_outcomes('hubspot', ['contact', 'email_campaign', 'email_event']) }}
