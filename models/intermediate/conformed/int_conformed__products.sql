{{ union_contract('products') }}
