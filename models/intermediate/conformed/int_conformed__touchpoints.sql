{{ union_contract('touchpoints') }}
