"""Ids that a company can trust: what became of the customers of ``identity_scenarios``."""

from collections import defaultdict

import pytest
from identity_company import Company
from identity_scenarios import CHANGED_BY_SEEDS, SCENARIOS, state
from scratch import copy_project

BUILDS = (1, 2, 3, 4)


@pytest.fixture(scope="module")
def company(tmp_path_factory) -> Company:
    """A company after its builds; ``customers`` tells what each left."""
    company = Company(copy_project(tmp_path_factory.mktemp("ledger") / "project"))
    for build in BUILDS:
        company.change_seeds(build)
        company.land(build)
        assert company.build() == ""
        company.remember(str(build))
    return company


@pytest.fixture(scope="module")
def again(company) -> dict[str, dict[str, list[tuple]]]:
    """The marts before and after a full refresh on the same records in another order."""
    before = company.marts()
    company.land(4, shuffled=True)
    assert company.build("--full-refresh") == ""
    company.remember("again")
    return {"before": before, "after": company.marts()}


@pytest.fixture(scope="module")
def killed(company, again) -> Company:
    """The company after a build that died behind the ledger and was taken up again."""
    company.land(5)
    mart = company.project / "models" / "marts" / "identity" / "customer_id_redirects.sql"
    text = mart.read_text()
    mart.write_text(text + "where issued_customer_id = error('killed')")
    assert "killed" in company.build()
    mart.write_text(text)
    assert company.build() == ""
    company.remember("5")
    return company


def test_a_new_record_is_a_new_customer(company):
    assert company.events_of(company.id_of("new:1", 2), run=2) == {
        ("created", "", company.id_of("new:1", 2), "new record", 1)
    }


def test_a_customer_that_grows_keeps_its_id(company):
    assert company.ids_of("grow", 2) == company.ids_of("grow", 1)
    assert company.events_of(company.id_of("grow:1", 1), run=2) == set()


def test_when_two_merge_the_larger_keeps_its_id(company):
    small, large = company.id_of("merge:1", 1), company.id_of("merge:2", 1)
    assert small != large
    assert company.ids_of("two merge", 2) == {large}
    assert company.events_of(small, large, run=2) == {
        ("merged", small, large, "linked by tier 2", 1)
    }
    assert company.redirect_of(small) == large


def test_of_two_alike_the_older_keeps_its_id(company):
    assert company.ids_of("the older keeps", 3) == {company.id_of("z-older:1", 1)}
    assert company.redirect_of(company.id_of("a-older:2", 2)) == company.id_of("z-older:1", 1)


def test_five_that_cascade_into_one_lead_to_it(company):
    before = company.ids_of("five cascade", 1)
    (left,) = company.ids_of("five cascade", 2)
    assert len(before) == 5
    assert left in before
    assert company.events_of(*before, run=2) == {
        ("merged", gone, left, "linked by tier 2", 1) for gone in before - {left}
    }
    assert {company.redirect_of(customer_id) for customer_id in before} == {left}


def test_a_blocked_value_splits_and_the_larger_part_keeps_the_id(company):
    (whole,) = company.ids_of("split and merged again", 1)
    part = company.id_of("split:3", 2)
    assert company.id_of("split:1", 2) == company.id_of("split:2", 2) == whole != part
    assert company.events_of(whole, part, run=2) == {
        ("created", "", part, "no longer linked", 1),
        ("split", whole, part, "no longer linked", 1),
    }


def test_what_was_split_and_merges_again_is_the_customer_it_was(company):
    (whole,) = company.ids_of("split and merged again", 1)
    assert company.ids_of("split and merged again", 3) == {whole}
    part = company.id_of("split:3", 2)
    assert company.events_of(whole, part, run=3) == {("merged", part, whole, "linked by tier 2", 1)}
    assert company.redirect_of(part) == whole


def test_a_customer_may_part_three_ways(company):
    whole, other = company.id_of("ways:1", 1), company.id_of("ways:8", 1)
    new = company.id_of("ways:3", 2)
    assert company.id_of("ways:1", 2) == whole
    assert company.id_of("ways:2", 2) == company.id_of("ways:9", 2) == other
    assert company.events_of(whole, other, new, run=2) == {
        ("split", whole, other, "linked by tier 2", 1),
        ("split", whole, new, "no longer linked", 1),
        ("created", "", new, "no longer linked", 1),
    }
    assert company.redirect_of(whole) == whole


def test_a_late_record_from_before_all_others_changes_no_id(company):
    assert company.ids_of("late record", 2) == company.ids_of("late record", 1)


def test_an_erased_record_leaves_the_id_to_the_rest(company):
    assert company.id_of("erased:1", 2) == company.id_of("erased:1", 1)
    assert company.events_of(company.id_of("erased:1", 1), run=2) == set()


def test_the_last_record_erased_removes_the_customer(company):
    alone = company.id_of("erased:9", 1)
    assert company.events_of(alone, run=2) == {("removed", alone, "", "record gone", 1)}


def test_a_record_that_comes_back_is_known_again(company):
    for record_id in ("erased:2", "erased:9"):
        assert company.id_of(record_id, 3) == company.id_of(record_id, 1)
    alone = company.id_of("erased:9", 1)
    assert company.events_of(alone, run=3) == {("created", "", alone, "record back", 1)}


def test_an_id_leads_to_the_customer_it_was_merged_into_also_when_its_record_is_erased(company):
    assert company.id_of("gone:1", 1) != company.id_of("gone:2", 1)
    assert company.redirect_of(company.id_of("gone:1", 1)) == company.id_of("gone:2", 3)


def test_records_that_come_back_never_take_the_id_of_who_stayed(company):
    (whole,) = company.ids_of("back as another", 1)
    assert company.id_of("back:1", 3) == whole
    assert company.id_of("back:2", 3) == company.id_of("back:3", 3) != whole


def test_a_renamed_source_keeps_its_customers(company):
    before = [company.id_of(f"oldcrm:{number}", 1) for number in (1, 2)]
    assert [company.id_of(f"newcrm:{number}", 2) for number in (1, 2)] == before
    assert company.events_of(*before, run=2) == set()


def test_customers_of_a_renamed_source_merge_and_lead_on_like_others(company):
    before = company.ids_of("renamed source", 2)
    (left,) = company.ids_of("renamed source", 3)
    (gone,) = before - {left}
    assert company.events_of(*before, run=3) == {("merged", gone, left, "linked by tier 2", 1)}
    assert {company.redirect_of(customer_id) for customer_id in before} == {left}


def test_who_is_always_to_be_joined_is_joined_against_all_rules(company):
    assert len(company.ids_of("always", 1)) == 2
    for build in (2, 3, 4):
        assert len(company.ids_of("always", build)) == 1
    (left,) = company.ids_of("always", 2)
    (gone,) = company.ids_of("always", 1) - {left}
    assert company.events_of(left, gone, run=2) == {
        ("merged", gone, left, "linked by a decision", 1)
    }


def test_who_is_never_to_be_joined_parts_and_stays_apart_whoever_comes_between(company):
    assert len(company.ids_of("never", 1)) == 1
    for build in (2, 3, 4):
        assert company.id_of("never:1", build) != company.id_of("never:2", build)
    assert company.id_of("never:3", 3) in {company.id_of(f"never:{n}", 3) for n in (1, 2)}
    assert refusals(company, "never:1", "never:2", "never:3") == {"decision: never"}


def test_a_sixth_email_is_refused_and_the_rest_joins(company):
    customers = {company.id_of(f"limit:{number}", 4) for number in (1, 2, 3, 4)}
    assert len(customers) == 2
    assert company.id_of("limit:1", 4) == company.id_of("limit:3", 4)
    values = company.query(
        "select count(distinct identifier_value) from marts.identity_links "
        f"where customer_id in {tuple(customers)} and identifier_type = 'email' "
        "group by customer_id"
    )
    assert max(values)[0] <= 5
    assert refusals(company, "limit:1", "limit:2", "limit:4") == {"limit of email per customer"}


def test_people_of_one_household_stay_apart(company):
    assert len(company.ids_of("household", 4)) == 3
    assert len(company.ids_of("household of like names", 4)) == 2
    assert refusals(company, "home:1", "home:2") == {"names or birth dates contradict"}
    assert refusals(company, "home:1", "home:3") == {"shared by people who contradict each other"}
    assert refusals(company, "like:1", "like:2") == {"names or birth dates contradict"}


def test_a_chain_is_one_customer_whatever_its_length(company):
    assert len(company.ids_of("chain", 1)) == 1


def test_values_with_one_hash_stay_apart_on_every_path(company):
    for build in BUILDS:
        for left, right in (
            ("PHONE:9323945215", "PHONE:9823945212"),
            ("code:1", "code:2"),
            ("conflict:1", "conflict:2"),
            ("conflict:3", "conflict:4"),
        ):
            assert company.id_of(left, build) != company.id_of(right, build)
        assert company.id_of("conflict:1", build) == company.id_of("conflict:3", build)
        assert company.id_of("conflict:2", build) == company.id_of("conflict:4", build)


@pytest.mark.parametrize("build", BUILDS[1:])
def test_who_is_not_touched_by_a_change_keeps_the_id(company, build):
    untouched = [
        scenario
        for scenario, states in SCENARIOS.items()
        if state(states, build) == state(states, build - 1)
        and scenario not in CHANGED_BY_SEEDS.get(build, ())
    ]
    assert len(untouched) > 4
    for scenario in untouched:
        for row in state(SCENARIOS[scenario], build):
            record_id = row["record_id"]
            assert company.id_of(record_id, build) == company.id_of(record_id, build - 1)


def test_events_balance_with_the_customers(company):
    """Created less merged and removed is the number of customers: nothing comes or goes unsaid."""
    counts: dict[str, int] = defaultdict(
        int,
        company.query(
            "select kind, count(distinct (run_number, from_customer_id, "
            "case when kind = 'created' then to_customer_id end)) "
            "from marts.identity_events group by kind"
        ),
    )
    ((customers,),) = company.query(
        "select count(distinct customer_id) from intermediate.int_identity__customer_records"
    )
    assert counts["created"] - counts["merged"] - counts["removed"] == customers


def test_every_id_ever_issued_leads_to_a_customer_of_today_in_one_step(company):
    assert (
        company.query(
            "select redirects.* from marts.customer_id_redirects as redirects "
            "left join marts.customer_id_redirects as beyond "
            "on redirects.customer_id = beyond.issued_customer_id "
            "where redirects.customer_id is null or not beyond.is_current "
            "or beyond.customer_id <> redirects.customer_id"
        )
        == []
    )


def test_the_same_records_in_another_order_and_a_full_refresh_change_no_byte(again):
    assert again["after"] == again["before"]


def test_a_run_without_changes_appends_nothing(company, again):
    assert company.query("select max(run_number) from marts.identity_ledger") == [(3,)]


def test_a_run_killed_behind_the_ledger_is_taken_up_as_if_nothing_had_been(killed):
    assert killed.id_of("killed:2", 5) == killed.id_of("killed:1", 4)
    assert killed.query(
        "select record_id, run_number, cause from marts.identity_ledger "
        "where run_number > 3 order by record_id"
    ) == [("killed:2", 4, "new record"), ("killed:3", 4, "new record")]
    assert killed.redirect_of(killed.id_of("killed:3", 5)) == killed.id_of("killed:3", 5)


def refusals(company: Company, *records: str) -> set[str]:
    """Why the customers of these records were not joined, after the last build."""
    customers = {company.id_of(record_id, 4) for record_id in records}
    return {
        reason
        for left, right, reason in company.query(
            "select customer_id_left, customer_id_right, refusal_reason "
            "from marts.identity_refused_links"
        )
        if {left, right} <= customers
    }
