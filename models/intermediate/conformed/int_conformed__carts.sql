{{ union_contract('carts') }}
