"""The demonstration company: amounts add up, reasons lead to actions, the truth is whole."""

import numpy as np
from c360.demo import campaigns as calendar
from c360.demo.campaigns import make_campaigns
from c360.demo.catalogue import make_catalogue
from c360.demo.fatigue import Fatigue
from c360.demo.messaging import Simulation, make_audience
from c360.demo.people import make_people
from c360.demo.plan import DAY, Plan
from c360.demo.purchases import category_firsts, make_purchases
from c360.demo.season import weak_quarter
from demo_world import AS_OF, clean_world, dirty_world


def test_shop_amounts_add_up():
    wrong = clean_world().one("""
        select count(*) from shopify_order as orders
        left join (
            select order_id, sum(price * quantity) as gross, sum(total_discount) as discount
            from shopify_order_line group by 1
        ) as lines on lines.order_id = orders.id
        where lines.gross is distinct from orders.total_line_items_price
           or lines.discount is distinct from orders.total_discounts
           or orders.total_price <> orders.total_line_items_price - orders.total_discounts
           or orders.total_price <> orders.subtotal_price""")
    assert wrong == 0
    refunds = clean_world().one("""
        select count(*) from shopify_order_line_refund as refund
        inner join shopify_order_line as line on line.id = refund.order_line_id
        where refund.quantity > line.quantity
           or refund.subtotal > line.price * line.quantity - line.total_discount""")
    assert refunds == 0


def test_till_amounts_add_up():
    cents = "cast(replace({}, ',', '') as bigint)"
    line, price, discount = (
        cents.format(c) for c in ("line_amount", "unit_price", "discount_amount")
    )
    wrong = clean_world().one(f"""
        select count(*) from pos_receipt_line
        where {line} <> quantity::bigint * {price} - {discount}""")
    assert wrong == 0
    wrong = clean_world().one(f"""
        select count(*) from pos_receipt as receipt
        left join (select receipt_no, sum({line}) as net from pos_receipt_line group by 1) as lines
            using (receipt_no)
        where lines.net is distinct from {cents.format("receipt.net_amount")}
           or {cents.format("receipt.net_amount")} <>
              {cents.format("receipt.gross_amount")} - {cents.format("receipt.discount_amount")}""")
    assert wrong == 0


def test_truth_names_every_record_once():
    world = clean_world()
    in_exports = """
        select 'shopify:customer:' || id from shopify_customer
        union all select 'shopify:order:' || id from shopify_order where customer_id is null
        union all select 'salesforce:contact:' || id from salesforce_contact
        union all select 'salesforce:lead:' || id from salesforce_lead
        union all select 'klaviyo:person:' || id from klaviyo_person
        union all select 'zendesk:user:' || id from zendesk_user where role = 'end-user'
        union all select 'pos:loyalty_card:' || card_no from pos_loyalty_card
        union all select 'pos:receipt:' || receipt_no from pos_receipt
            where loyalty_card_no is null and email is not null
        union all select distinct record_id from files_contacts
        union all select distinct 'ga4:device:' || user_pseudo_id || '/' || user_id from ga4_event
            where user_id is not null"""
    exported = {row[0] for row in world.sql(in_exports)}
    told = world.sql("select record_id from records")
    assert len({row[0] for row in told}) == len(told)
    anonymous = {row[0] for row in told} - exported
    devices = {
        row[0]
        for row in world.sql(
            "select distinct 'ga4:device:' || user_pseudo_id from ga4_event where user_id is null"
        )
    }
    numbers = {
        row[0]
        for row in world.sql("""
            select 'twilio:number:' || "to" from twilio_message union
            select 'twilio:number:' || "from" from twilio_message union
            select 'twilio:number:' || "to" from twilio_call union
            select 'twilio:number:' || "from" from twilio_call""")
    }
    assert exported <= {row[0] for row in told}
    assert anonymous <= devices | numbers
    assert len(anonymous & devices) > 0.95 * len(devices)
    # the line of a household with several people is nobody's
    assert len(anonymous & numbers) > 0.8 * len(numbers)


def test_volumes_and_habits():
    world = dirty_world()
    orders = world.one("select count(*) from shopify_order") + world.one(
        "select count(*) from pos_receipt"
    )
    assert 5 < orders / world.plan.people < 8
    both = world.one("""
        select avg((web and till)::int) from (
            select person_id, bool_or(record_id like 'shopify:%') as web,
                   bool_or(record_id like 'pos:%') as till
            from records group by 1)""")
    assert 0.1 < both < 0.6
    carts = world.sql("select count(*), count(completed_at) from shopify_abandoned_checkout")[0]
    assert 0.1 < carts[1] / carts[0] < 0.6


def test_one_quarter_is_weak_and_november_is_strong():
    start, after = weak_quarter(AS_OF)
    assert (start.isoformat(), after.isoformat()) == ("2025-07-01", "2025-10-01")
    by_quarter = dict(
        clean_world().sql(
            "select strftime(date_trunc('quarter', created_at), '%Y-%m'), count(*) "
            "from shopify_order group by 1"
        )
    )
    assert by_quarter["2025-07"] < by_quarter["2025-04"] < by_quarter["2025-10"]


def test_weariness_adds_up_fades_and_makes_people_leave():
    people = make_people(Plan(200, 7, AS_OF), 0, 0, 200)
    fatigue, everybody = Fatigue(people), np.arange(200)
    few, none = np.full(200, 1.0), np.zeros(200)
    calm = fatigue.leaving(everybody, few, none)
    assert np.all(fatigue.leaving(everybody, few, none + 1) < calm)
    assert np.all(fatigue.leaving(everybody, few + 1, none) >= calm)
    for _ in range(5):
        fatigue.tire(everybody)
    tired = fatigue.leaving(everybody, few, none)
    assert np.all(tired > calm)
    for _ in range(60):
        fatigue.rest()
    rested = fatigue.leaving(everybody, few, none)
    assert np.all((rested <= tired) & (rested >= calm))
    assert rested.mean() < tired.mean() / 2

    patient, impatient = people.traits.patience > 3, people.traits.patience < 0.8
    assert tired[impatient].mean() > 5 * tired[patient].mean()


def test_contacted_beyond_tolerance_people_react_more_and_are_then_left_alone():
    plan = Plan(2500, 7, AS_OF)
    people = make_people(plan, 0, 0, plan.people)
    catalogue, plans = make_catalogue(plan.seed), make_campaigns(plan)
    purchases = make_purchases(plan, 0, people, catalogue)
    audience = make_audience(plan, 0, people)
    firsts = category_firsts(purchases, catalogue, len(people))
    sends = Simulation(plan, 0, people, audience, purchases, firsts, plans).run()

    ends = np.full(len(people), np.iinfo(np.int64).max)
    left = sends.reaction > 0
    np.minimum.at(ends, sends.person[left], sends.reacted_at[left])
    assert np.all(sends.moment <= ends[sends.person])

    weekly = np.bincount(sends.person, minlength=len(people)) / np.maximum(
        1, (plan.horizon - np.clip(audience.subscribed_day, 366, plan.horizon)) / 7
    )
    signed = audience.subscribed_day < plan.horizon - 90
    assert np.quantile(weekly[signed], 0.1) < 0.3
    assert np.quantile(weekly[signed], 0.95) > 1.5

    # e-mails of the 28 days before, against four comfortable weeks, decide who reacts
    order = np.lexsort((sends.moment, sends.person))
    who, when = sends.person[order], sends.moment[order] // DAY
    key = who * 10_000 + (when - plan.epoch // DAY)
    before = np.arange(len(key)) - np.searchsorted(key, key - 28) + 1
    strain = before / (4 * people.traits.patience[who])
    reacts = sends.reaction[order] != 0
    calm, strained = strain < 0.5, strain > 1.5
    assert reacts[strained].mean() > 5 * reacts[calm].mean()
    assert {plans[n].kind for n in np.unique(sends.campaign)} == set(range(calendar.ORDER))


def test_transactional_mail_is_told_from_marketing():
    types = dict(
        clean_world().sql(
            "select campaign_type, count(*) from klaviyo_event as event "
            "inner join klaviyo_campaign as campaign on campaign.id = event.campaign_id group by 1"
        )
    )
    assert set(types) == {"Regular", "Flow", "Transactional", "SMS", "Mobile Push"}
    late = clean_world().one("""
        select count(*) from klaviyo_event as event
        inner join klaviyo_campaign as campaign on campaign.id = event.campaign_id
        inner join (
            select person_id, min(timestamp) as left_at from klaviyo_event
            where type in ('Unsubscribed', 'Marked Email as Spam') group by 1
        ) as leaving on leaving.person_id = event.person_id
        where event.type = 'Received Email' and campaign.campaign_type <> 'Transactional'
          and event.timestamp > leaving.left_at + interval 1 hour""")
    assert late == 0, "only what was on its way still arrives"
    assert clean_world().one(
        "select count(*) from zendesk_ticket where subject like '[contact-frequency]%'"
    )
