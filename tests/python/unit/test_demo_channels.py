"""The demonstration company on other channels than e-mail: who is reached, refuses, tells whom."""

from pathlib import Path

import numpy as np
import pytest
import yaml
from c360.demo.reach import leaving_probability
from demo_world import clean_world, dirty_world

PROJECT = Path(__file__).resolve().parents[3]
FILES = yaml.safe_load((PROJECT / "models/staging/files/_files__sources.yml").read_text())
DECLARED = {table["name"]: table["columns"] for table in FILES["sources"][0]["tables"]}
OWN = ("contacts", "identifiers", "touchpoints", "campaigns", "interactions", "consents")
# the channels of each tool
BY_TOOL = {
    "klaviyo": {"email", "sms", "app_push"},
    "twilio": {"sms", "call_centre"},
    "files": {
        "direct_mail",
        "app_push",
        "web_push",
        "messenger_push",
        "sales_force",
        "social_network",
        "programmatic",
        "banner",
        "chat",
    },
}


@pytest.mark.parametrize("table", OWN)
def test_own_files_have_the_columns_of_their_contract(table):
    columns = {row[0] for row in dirty_world().sql(f'describe "files_{table}"')}
    assert columns <= {column["name"] for column in DECLARED[table]}


def test_every_channel_carries_messages_to_people():
    seeded = (PROJECT / "seeds/config/channels.csv").read_text().splitlines()[1:]
    assert set.union(*BY_TOOL.values()) == {line.split(",")[0] for line in seeded}
    world = clean_world()
    delivered = world.sql("""
        select channel, count(*), count(distinct person_id) from files_touchpoints
        inner join records using (record_id) where event = 'delivered' group by 1""")
    assert {channel for channel, _, _ in delivered} == BY_TOOL["files"]
    assert all(events > people > 30 for _, events, people in delivered)
    kinds = {row[0] for row in world.sql("select distinct type from klaviyo_event")}
    assert {"Received Email", "Received SMS", "Received Push", "Unsubscribed from SMS"} <= kinds
    assert world.one("select count(*) from twilio_message where status = 'delivered'") > 100
    assert world.one("select count(*) from twilio_call where answered_by = 'human'") > 30


def test_records_belong_to_the_person_whose_identifier_they_carry():
    """A card number lent to the mailing house is the holder's, a CRM number the contact's."""
    wrong = """
        select count(*) from files_identifiers as lent
        inner join records as mine on mine.record_id = lent.record_id
        inner join records as theirs on theirs.record_id = '{}:' || lent.identifier_value
        where lent.identifier_type = '{}' and mine.person_id <> theirs.person_id"""
    for record, kind in (
        ("pos:loyalty_card", "loyalty_number"),
        ("salesforce:contact", "crm_number"),
    ):
        assert clean_world().one(wrong.format(record, kind)) == 0
        lent = f"select count(*) from files_identifiers where identifier_type = '{kind}'"
        assert clean_world().one(lent) > 20
    assert clean_world().one(wrong.format("ga4:device", "device_id")) == 0


def test_who_refuses_a_channel_gets_nothing_more_there():
    late = clean_world().one("""
        select count(*) from files_touchpoints as message
        inner join (
            select record_id, channel, min(occurred_at) as left_at from files_touchpoints
            where event in ('unsubscribed', 'complained') group by all
        ) as leaving using (record_id, channel)
        where message.event = 'delivered' and message.occurred_at > leaving.left_at""")
    assert late == 0
    late = clean_world().one("""
        select count(*) from twilio_message as message
        inner join (
            select "from" as number, min(date_sent) as left_at from twilio_message
            where body in ('STOP', 'ARRÊT') group by 1
        ) as leaving on leaving.number = message."to"
        where message.status = 'delivered' and message.messaging_service_sid like '%1'
          and message.date_sent > leaving.left_at""")
    assert late == 0


def test_too_much_on_a_channel_makes_people_leave_it():
    few, many = np.array([0.5]), np.array([3.0])
    calm = leaving_probability(few, few, np.zeros(1))
    assert leaving_probability(many, few, np.zeros(1)) > calm
    assert leaving_probability(few, many, np.zeros(1)) > 10 * calm


def test_comments_carry_the_sentiment_of_the_tool():
    shares = dict(
        dirty_world().sql(
            "select sentiment, count(*) / sum(count(*)) over () from files_interactions group by 1"
        )
    )
    assert set(shares) == {"positive", "neutral", "negative"}
    assert 0.1 < shares["negative"] < 0.35


def test_campaigns_cost_more_than_nothing_every_day_of_the_last_weeks():
    world = clean_world()
    days = world.one("""
        select count(distinct date) from google_ads_campaign_stats
        where date >= date '2026-06-01' and cost_micros > 0""")
    assert days == 29
    unknown = """
        select count(*) from facebook_ads_basic_ad
        left join facebook_ads_ad_history as ad on ad.id = ad_id
        left join facebook_ads_campaign_history as campaign on campaign.id = ad.campaign_id
        where campaign.id is null or cast(spend as decimal(18, 2)) <= 0"""
    assert world.one(unknown) == 0


def test_calls_in_have_a_leg_to_an_agent():
    lonely = clean_world().one("""
        select count(*) from twilio_call as inbound
        left join twilio_call as leg on leg.parent_call_id = inbound.id
        where inbound.direction = 'inbound' and leg.id is null""")
    assert lonely == 0
