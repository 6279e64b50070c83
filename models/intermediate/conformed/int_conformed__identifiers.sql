{{ union_contract('identifiers') }}
