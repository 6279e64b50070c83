{{ config(enabled=is_registered('files'), materialized='view') }}

{{ raw_volumes('files', known_contracts()) }}
