"""How tired people are of being contacted, and when they have had enough: hidden from every tool.

Each message that arrives leaves some weariness, which fades with a half-life of the person's own
(some forget in a week, others bear a grudge for two months). Two people equally weary differ in
what they bear (patience) and in how touchy they are. The models know none of this: they see
messages, opens and clicks, fade all people's impressions alike and forget after 91 days.
"""

import numpy as np

from c360.demo.chance import logistic
from c360.demo.people import People

BEARABLE = 5.0
"""Beyond so many times what is comfortable, more changes nothing any more."""


class Fatigue:
    """One chunk's weariness, day by day."""

    def __init__(self, people: People) -> None:
        self.traits = people.traits
        self.kept = 0.5 ** (1 / people.traits.recovery_days)
        # what a comfortable rhythm, kept up for ever, leaves
        self.comfortable = people.traits.patience / 7 / (1 - self.kept)
        self.weariness = np.zeros(len(people))

    def rest(self) -> None:
        """Let a night pass."""
        self.weariness *= self.kept

    def tire(self, who: np.ndarray, weight: float = 1.0) -> None:
        """Let one message arrive at each of these people; an e-mail weighs 1."""
        self.weariness[who] += weight

    def leaving(self, who: np.ndarray, week: np.ndarray, relevance: np.ndarray) -> np.ndarray:
        """Return each one's chance to answer this message by leaving or complaining.

        ``week`` counts the messages of the last 7 days, this one included; ``relevance`` tells how
        well this one suits.
        """
        traits = self.traits
        strain = np.minimum(self.weariness[who] / self.comfortable[who], BEARABLE)
        haste = np.minimum(week / traits.patience[who], BEARABLE)
        inclination = traits.touchiness[who] - 0.8 * relevance - 0.25 * traits.warmth[who]
        return logistic(-8.0 + 1.3 * strain + 0.3 * haste + inclination)
