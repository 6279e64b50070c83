{{ union_contract('raw_volumes') }}
