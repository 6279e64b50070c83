{{ union_contract('order_lines') }}
