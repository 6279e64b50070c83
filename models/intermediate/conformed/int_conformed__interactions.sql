{{ union_contract('interactions') }}
