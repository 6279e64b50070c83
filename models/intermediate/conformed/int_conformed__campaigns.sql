{{ union_contract('campaigns') }}
