{{ config(enabled=is_registered('files')) }}

{{ stage_own_file('campaigns', key=['campaign_id'], seeds={'channel': 'channels'}) }}
