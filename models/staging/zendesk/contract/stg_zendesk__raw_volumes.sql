{{ config(enabled=is_registered('zendesk'), materialized='view') }}

{{ raw_volumes('zendesk', ['user', 'ticket']) }}
