"""How people take messages on other channels than e-mail: who is reached, answers, has had enough.

Each channel has a rhythm that an average person finds comfortable. What wears out is the number of
messages in a short and in a long window, against that rhythm and the person's own patience. There
is no half-life in it: the pressure score is another formula.
"""

from dataclasses import dataclass

import numpy as np

from c360.demo.chance import logistic, stream
from c360.demo.episodes import telephone_mood
from c360.demo.people import People
from c360.demo.plan import DAY, Plan

LEFT, REPORTED = 1, 2
_HOUR = 3_600_000_000
_REPORTS = 0.15
_APP_USERS = 0.3
_MEAN_PATIENCE = 2.0


@dataclass(frozen=True)
class Medium:
    """A channel of the company.

    ``every`` days a campaign goes to ``share`` of the members; ``rhythm`` a week is comfortable on
    average. ``response`` is the log odds that a message is answered, half of the answers come
    within ``delay`` hours, ``fails`` is the share of messages that do not arrive.
    """

    channel: str
    every: int
    share: float
    rhythm: float
    response: float
    delay: float
    fails: float = 0.01
    hour: float = 16.0


@dataclass
class Touches:
    """Arrays by message, by person and time; moments are 0 where it did not happen."""

    person: np.ndarray
    campaign: np.ndarray
    moment: np.ndarray
    failed: np.ndarray
    answered_at: np.ndarray
    reaction: np.ndarray
    reacted_at: np.ndarray

    def __len__(self) -> int:
        return len(self.person)


def app_users(plan: Plan, chunk: int, people: People) -> np.ndarray:
    """Return who has the company's app (index of persons)."""
    return np.flatnonzero(stream(plan.seed, "app", chunk).random(len(people)) < _APP_USERS)


def campaign_days(plan: Plan, every: int, offset: int = 0) -> np.ndarray:
    """Return the days on which campaigns go out over the last 12 months."""
    return np.arange(plan.history - plan.web_days + offset, plan.horizon, every)


def members_until(plan: Plan, people: People, who: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return from which day until which day the company writes to these people."""
    traits = people.traits
    last = np.minimum(traits.last_day[who] + 180, plan.horizon)
    return traits.first_day[who] + 7, last


def reach(
    plan: Plan, rng: np.random.Generator, people: People, who: np.ndarray, medium: Medium
) -> Touches:
    """Send a medium's campaigns of the last 12 months to its members (index of persons)."""
    days = campaign_days(plan, medium.every)
    since, until = members_until(plan, people, who)
    due = (days[:, None] > since) & (days[:, None] < until)
    due &= rng.random(due.shape) < medium.share
    campaign, member = np.nonzero(due)
    return take(plan, rng, people, who[member], days[campaign], campaign, medium)


def take(
    plan: Plan,
    rng: np.random.Generator,
    people: People,
    person: np.ndarray,
    day: np.ndarray,
    campaign: np.ndarray,
    medium: Medium,
    moment: np.ndarray | None = None,
) -> Touches:
    """Let people take the messages of the given days; who leaves gets no more of them.

    Without ``moment`` they come within the medium's hour.
    """
    traits, count = people.traits, len(person)
    if moment is None:
        moment = plan.epoch + day * DAY + int(medium.hour * _HOUR) + rng.integers(0, _HOUR, count)
    order = np.lexsort((moment, person))
    person, day, campaign, moment = person[order], day[order], campaign[order], moment[order]
    failed = rng.random(count) < medium.fails
    short, long = _windows(medium.rhythm)
    ease = traits.patience[person] / _MEAN_PATIENCE * medium.rhythm / 7
    # a single message in a window is too much for nobody
    strain = _count(person, day, short) / np.maximum(ease * short, 1)
    lasting = _count(person, day, long) / np.maximum(ease * long, 1)
    warmth = traits.warmth[person]
    mood = telephone_mood(plan, medium.channel, day)
    inclination = medium.response + mood + 0.8 * warmth - 0.3 * np.minimum(strain, 4)
    answers = ~failed & (rng.random(count) < logistic(inclination))
    chance = leaving_probability(strain, lasting, warmth)
    reaction = np.where(~failed & (rng.random(count) < chance), LEFT, 0)
    reaction[(reaction == LEFT) & (rng.random(count) < _REPORTS)] = REPORTED
    stays = _before_leaving(person, reaction)
    delay = (medium.delay * rng.lognormal(0, 1.0, count).clip(0.02, 9) * _HOUR).astype(np.int64)
    answered_at = np.where(answers, _seconds(moment + delay), 0)
    reacted_at = np.where(reaction > 0, _seconds(moment + delay // 2 + 300_000_000), 0)
    columns = (person, campaign, _seconds(moment), failed, answered_at, reaction, reacted_at)
    kept = stays & (moment < plan.end)
    return Touches(*(column[kept] for column in columns))


def leaving_probability(strain: np.ndarray, lasting: np.ndarray, warmth: np.ndarray) -> np.ndarray:
    """Return the chance that a message is answered by leaving.

    ``strain`` and ``lasting`` are the messages of the short and the long window as multiples of the
    comfortable number.
    """
    acute, chronic = np.minimum(strain, 4.0), np.minimum(lasting, 4.0)
    return logistic(-9.4 + 0.9 * acute + 1.9 * chronic - 0.25 * warmth)


def _windows(rhythm: float) -> tuple[int, int]:
    """Return the days of the short and of the long window: a comfortable message each, if rare."""
    short = int(np.clip(round(7 / rhythm), 7, 28))
    return short, int(np.clip(4 * short, 28, 91))


def _count(person: np.ndarray, day: np.ndarray, window: int) -> np.ndarray:
    """Count each person's messages of the last ``window`` days, this one included."""
    key = person.astype(np.int64) * 100_000 + day
    return np.arange(len(key)) - np.searchsorted(key, key - window, side="right") + 1


def _before_leaving(person: np.ndarray, reaction: np.ndarray) -> np.ndarray:
    """Return which messages come no later than the person's first negative reaction."""
    row = np.arange(len(person))
    last = np.full(int(person.max(initial=-1)) + 1, len(person))
    left = np.flatnonzero(reaction)
    np.minimum.at(last, person[left], left)
    return row <= last[person]


def _seconds(moments: np.ndarray) -> np.ndarray:
    """Cut moments to whole seconds."""
    return moments // 1_000_000 * 1_000_000
