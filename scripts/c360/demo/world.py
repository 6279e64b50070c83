"""The conductor: chunk by chunk, people live, tools export, dirt falls, files are written."""

from collections.abc import Callable
from pathlib import Path

from c360.demo.ads import export_ads
from c360.demo.campaigns import Campaign, make_campaigns
from c360.demo.catalogue import Catalogue, make_catalogue
from c360.demo.chance import stream
from c360.demo.crm import export_crm
from c360.demo.drops import export_drops
from c360.demo.episodes import told
from c360.demo.export import Chunk, Export
from c360.demo.keys import Keyring
from c360.demo.mailing import export_mailing
from c360.demo.messaging import Simulation, make_audience, make_transactional
from c360.demo.people import make_people
from c360.demo.plan import Plan
from c360.demo.purchases import category_firsts, make_purchases
from c360.demo.quiet import go_quiet
from c360.demo.rows import spoil_rows
from c360.demo.service import export_service
from c360.demo.shop import export_shop, make_accounts
from c360.demo.texting import export_texting
from c360.demo.tills import export_tills
from c360.demo.truth import TruthFolder
from c360.demo.web import export_web
from c360.demo.writers import RawFolder


def build(
    plan: Plan, out: Path, truth: Path, progress: Callable[[int], None] = lambda people: None
) -> dict[str, int]:
    """Generate the company's exports and the truth; return rows per ``source.table``.

    Memory is bounded by one chunk. ``progress`` is told the number of people done since last told.
    """
    catalogue, campaigns = make_catalogue(plan.seed), make_campaigns(plan)
    raw, kept = RawFolder(out), TruthFolder(truth)
    rows: dict[str, int] = {}
    for number, first, end in plan.chunks:
        export = _live(plan, number, first, end, catalogue, campaigns, kept, rows)
        for (source, name), (table, flaws) in export.tables.items():
            rng = stream(plan.seed, f"rows.{source}.{name}", number)
            spoiled, planted = spoil_rows(plan, rng, table, flaws)
            raw.write(source, name, number, spoiled)
            kept.count(f"{source}.{name}", planted)
            rows[f"{source}.{name}"] = rows.get(f"{source}.{name}", 0) + spoiled.num_rows
        progress(end - first)
    kept.note("episodes", told(plan))
    kept.close()
    raw.put_in_place(
        {
            "as_of": plan.as_of.isoformat(),
            "generator": "c360 demo",
            "people": plan.people,
            "seed": plan.seed,
        }
    )
    return rows


def _live(
    plan: Plan,
    number: int,
    first: int,
    end: int,
    catalogue: Catalogue,
    campaigns: list[Campaign],
    kept: TruthFolder,
    rows: dict[str, int],
) -> Export:
    """Let one chunk's people live and return what the tools saw."""
    people = make_people(plan, number, first, end)
    chunk = Chunk(plan, number, people, catalogue, Keyring(plan.seed, number))
    purchases = make_purchases(plan, number, people, catalogue)
    audience = make_audience(plan, number, people)
    firsts = category_firsts(purchases, catalogue, len(people))
    marketing = Simulation(plan, number, people, audience, purchases, firsts, campaigns).run()
    purchases = go_quiet(plan, number, purchases, marketing)
    transactional = make_transactional(plan, number, people, audience, purchases)
    export = Export()
    accounts = make_accounts(chunk, purchases.orders)
    order_id = export_shop(chunk, export, purchases, accounts)
    export_crm(chunk, export)
    export_mailing(chunk, export, audience, marketing, transactional, campaigns)
    export_web(chunk, export, purchases, marketing, accounts, order_id)
    export_service(chunk, export, purchases, marketing, accounts)
    export_tills(chunk, export, purchases)
    calls = export_texting(chunk, export, purchases)
    export_drops(chunk, export, calls)
    if chunk.is_first:
        export_ads(chunk, export)
    records = kept.add(plan, people, audience, export)
    rows["truth.records"] = rows.get("truth.records", 0) + records
    rows["truth.people"] = rows.get("truth.people", 0) + len(people)
    return export
