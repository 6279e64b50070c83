{{ union_contract('campaign_costs') }}
