"""The demonstration company's dirt: planted at the rate promised, absent on request."""

import json

import phonenumbers
import pytest
from c360.demo.dirt import PLACEHOLDER_EMAILS, PLACEHOLDER_PHONES, TILL_EMAILS
from c360.demo.plan import Dirt
from demo_world import PEOPLE, clean_world, dirty_world

DIRT = Dirt()


def test_row_dirt_is_counted_and_there():
    world = dirty_world()
    planted = json.loads((world.truth / "planted.json").read_text())
    for table, key in (
        ("shopify.order", "id"),
        ("klaviyo.event", "id"),
        ("ga4.event", "_fivetran_id"),
        ("shopify.customer", "id"),
        ("pos.receipt", "receipt_no"),
    ):
        name = table.replace(".", "_")
        total, distinct, keys = world.sql(
            f"select count(*), (select count(*) from (select distinct * from {name})), "
            f"count(distinct {key}) from {name}"
        )[0]
        counts = planted[table]
        assert total - distinct == counts["duplicate_row"]
        assert counts["duplicate_row"] == pytest.approx(DIRT.duplicate_row * distinct, abs=1.5)
        assert distinct - keys == counts.get("older_version", 0)


def test_older_versions_were_true_before():
    late = dirty_world().one("""
        select count(*) from (
            select id from shopify_customer
            group by id
            having count(distinct updated_at) > 1
        )""")
    assert late > 0
    assert (
        dirty_world().one("select count(*) from shopify_order where updated_at < created_at") <= 10
    )


@pytest.mark.parametrize(
    ("child", "column", "parent", "key"),
    [
        ("shopify_order_line", "order_id", "shopify_order", "id"),
        ("shopify_order", "customer_id", "shopify_customer", "id"),
        ("shopify_refund", "order_id", "shopify_order", "id"),
        ("klaviyo_event", "person_id", "klaviyo_person", "id"),
        ("klaviyo_event", "campaign_id", "klaviyo_campaign", "id"),
        ("zendesk_ticket", "requester_id", "zendesk_user", "id"),
        ("salesforce_contact", "account_id", "salesforce_account", "id"),
        ("salesforce_lead", "converted_contact_id", "salesforce_contact", "id"),
        ("pos_receipt_line", "receipt_no", "pos_receipt", "receipt_no"),
        ("pos_receipt", "loyalty_card_no", "pos_loyalty_card", "card_no"),
        ("pos_return", "receipt_no", "pos_receipt", "receipt_no"),
    ],
)
def test_orphans_only_where_planted(child, column, parent, key):
    query = (
        f"select count(distinct {column}) from {child} "
        f"where {column} not in (select {key} from {parent})"
    )
    assert clean_world().one(query) == 0
    if column not in ("campaign_id", "converted_contact_id"):
        assert dirty_world().one(query) > 0


def test_impossible_dates_and_negative_quantities():
    world = dirty_world()
    assert world.one("select count(*) from shopify_order where year(created_at) in (1, 1900, 2099)")
    assert world.one("select count(*) from pos_receipt where receipt_date = '31/02/2025'")
    assert world.one("select count(*) from pos_receipt_line where quantity[1] = '-'")
    assert world.one("select count(*) from shopify_order_line where quantity < 0")
    clean = clean_world()
    assert not clean.one("select count(*) from shopify_order where year(created_at) < 2023")
    assert not clean.one("select count(*) from shopify_order_line where quantity < 1")


def test_rows_after_as_of_are_few_and_only_in_a_dirty_export():
    after = "select avg((timestamp >= timestamp '2026-06-30')::int) from klaviyo_event"
    assert clean_world().one(after) == 0
    assert 0.0005 < dirty_world().one(after) < 0.02
    assert clean_world().one("select max(created_at) < timestamp '2026-06-30' from shopify_order")


def test_shared_devices_and_till_addresses_belong_to_hundreds():
    # 1,500 people here, 5,000 by default
    tablets = dirty_world().sql("""
        select user_pseudo_id, count(distinct user_id) as users from ga4_event
        where user_id is not null group by 1 order by 2 desc limit 3""")
    assert tablets[0][1] > 25 and tablets[1][1] > 25 and tablets[2][1] < 5
    for mail in TILL_EMAILS.values():
        cards = dirty_world().one(f"select count(*) from pos_loyalty_card where email = '{mail}'")
        assert cards > 10
    names = "', '".join([*TILL_EMAILS.values(), *PLACEHOLDER_EMAILS])
    assert not clean_world().one(
        f"select count(*) from pos_loyalty_card where email in ('{names}')"
    )


def test_placeholders_empties_and_missing_values_at_their_rates():
    world = dirty_world()
    names = "', '".join(PLACEHOLDER_EMAILS)
    share = world.one(f"""
        select avg((email in ('{names}'))::int) from (
            select email from shopify_customer union all select email from salesforce_contact
            union all select email from klaviyo_person union all select email from zendesk_user
        ) where email is not null""")
    assert share == pytest.approx(DIRT.email_placeholder, abs=0.006)
    phones = "', '".join(PLACEHOLDER_PHONES)
    assert world.one(f"select avg((phone in ('{phones}'))::int) from pos_loyalty_card") < 0.03
    assert world.one("select count(*) from shopify_order where shipping_address_phone = ''") > 0
    assert world.one("select count(*) from shopify_order where shipping_address_phone is null") > 0


def test_several_emails_and_phones_per_person():
    several = """
        select avg((mails > 1)::int) from (
            select person_id, count(distinct lower(trim(email))) as mails from (
                select person_id, email from records
                inner join klaviyo_person on record_id = 'klaviyo:person:' || id
                union all
                select person_id, email from records
                inner join shopify_customer on record_id = 'shopify:customer:' || id
                union all
                select person_id, email from records
                inner join pos_loyalty_card on record_id = 'pos:loyalty_card:' || card_no
            ) group by 1 having count(*) > 1
        )"""
    assert dirty_world().one(several) > 0.2
    assert clean_world().one(several) == 0


def test_names_lose_accents_case_and_letters():
    query = """
        select avg((customer.first_name <> people.first_name)::int)
        from shopify_customer as customer
        inner join records on record_id = 'shopify:customer:' || id
        inner join people using (person_id)"""
    assert clean_world().one(query) == 0
    assert 0.08 < dirty_world().one(query) < 0.35
    mojibake = " union all ".join(
        f"select 1 from {table} where first_name || last_name like '%Ã%'"
        for table in ("klaviyo_person", "shopify_customer", "pos_loyalty_card")
    )
    assert dirty_world().one(f"select count(*) from ({mojibake})") > 0


def test_phones_are_valid_and_written_in_every_style():
    clean = clean_world().sql("select phone from pos_loyalty_card where phone is not null")
    assert all(phonenumbers.is_valid_number(phonenumbers.parse(phone)) for (phone,) in clean)
    rows = dirty_world().sql(
        "select phone, country_code from pos_loyalty_card where length(phone) > 7"
    )
    placeholders = set(PLACEHOLDER_PHONES)
    readable = [
        phonenumbers.is_possible_number(phonenumbers.parse(phone, country))
        for phone, country in rows
        if phone not in placeholders
    ]
    # who moved abroad does not exist: numbers are of the country of the address
    assert sum(readable) / len(readable) > 0.99
    for style in ("(%", "+33 (0)%", "0_ __ __ __ __", "0_.%", "0033%", "___-___-____", "+1 %"):
        found = dirty_world().one(
            f"select count(*) from pos_loyalty_card where phone like '{style}'"
        )
        assert found > 0, style


def test_households_share_a_phone():
    shared = """
        select max(people) from (
            select phone, count(distinct person_id) as people from records
            inner join pos_loyalty_card on record_id = 'pos:loyalty_card:' || card_no
            where phone like '+%' group by 1)"""
    assert clean_world().one(shared) == 1
    everyone = """
        select count(*) from (
            select household_id from people group by 1 having count(*) > 1)"""
    assert dirty_world().one(everyone) > PEOPLE / 8


def test_thirteen_percent_of_households_move_each_year():
    moves = dirty_world().one("""
        select sum(moves) / count(*) / 3 from (
            select household_id, max(moves) as moves from people group by 1)""")
    assert moves == pytest.approx(0.13, abs=0.02)


def test_postal_codes_and_regions_of_three_countries():
    world = dirty_world()
    assert world.one("select count(*) from pos_loyalty_card where postal_code like '0_000'") > 0
    regions = {row[0] for row in world.sql("select distinct region from pos_loyalty_card")}
    assert {"2A", "2B", "01", "QC", "ON", "NY"} <= regions
    bad = world.one("""
        select count(*) from pos_loyalty_card where not case country_code
            when 'FR' then regexp_full_match(postal_code, '[0-9]{5}')
            when 'US' then regexp_full_match(postal_code, '[0-9]{5}')
            else regexp_full_match(postal_code, '[A-Z][0-9][A-Z] [0-9][A-Z][0-9]') end""")
    assert bad == 0
