{{ union_contract('consents') }}
