{{ config(enabled=is_registered('salesforce'), materialized='view') }}

{{ row_outcomes('salesforce', ['account', 'contact', 'lead']) }}
