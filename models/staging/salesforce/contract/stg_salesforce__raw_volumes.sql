{{ config(enabled=is_registered('salesforce'), materialized='view') }}

{{ raw_volumes('salesforce', ['account', 'contact', 'lead']) }}
