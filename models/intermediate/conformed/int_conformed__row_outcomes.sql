{{ union_contract('row_outcomes') }}
