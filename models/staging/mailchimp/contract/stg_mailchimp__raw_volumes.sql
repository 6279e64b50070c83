{{ config(enabled=is_registered('mailchimp'), materialized='view') }}

{{ raw_volumes(
    'mailchimp', ['member', 'campaign', 'campaign_recipient', 'campaign_recipient_activity', 'unsubscribe']
) }}
