{{ config(enabled=is_registered('zendesk'), materialized='view') }}

{{ row_outcomes('zendesk', ['user', 'ticket']) }}
