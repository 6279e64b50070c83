{{ union_contract('orders') }}
