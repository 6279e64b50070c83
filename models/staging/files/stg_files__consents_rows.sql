{{ config(enabled=is_registered('files')) }}

-- A basis that is not known proves nothing, so its grant is set aside; a refusal needs none.
{{ stage_own_file(
    'consents', key=['consent_id'], happened_at='occurred_at', seeds={'channel': 'channels'},
    rules={
        'unknown value: basis': "cleaned.status = 'granted' and " ~ lower_case('cleaned.basis')
        ~ " not in ('express', 'implied', 'inquiry', 'legitimate_interest')",
    }
) }}
