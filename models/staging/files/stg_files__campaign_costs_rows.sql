{{ config(enabled=is_registered('files')) }}

{{ stage_own_file('campaign_costs', key=['campaign_id', 'cost_date'], happened_at='cost_date') }}
