{{ union_contract('contacts') }}
