{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

{{ row_outcomes(
    'mailchimp', ['member', 'campaign', 'campaign_recipient', 'campaign_recipient_activity', 'unsubscribe']
) }}
