{{ union_contract('web_events') }}
