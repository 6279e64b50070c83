"""The log-likelihoods of BG/NBD and Gamma-Gamma with their gradients, over weighted histories.

BG/NBD: Fader, Hardie and Lee (2005), "Counting Your Customers the Easy Way", Marketing Science 24.
Gamma-Gamma: Fader and Hardie (2013), "The Gamma-Gamma Model of Monetary Value".
Both are sums of logarithms, so that nothing overflows for a customer with thousands of orders.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import digamma, gammaln

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Histories:
    """When customers bought, one row per distinct history.

    ``repeats`` is the number of purchases after the first one, ``recency`` the age at the last one
    and ``age`` the time since the first one, both in one unit; ``customers`` shares the history.
    """

    repeats: Numbers
    recency: Numbers
    age: Numbers
    customers: Numbers

    @property
    def size(self) -> float:
        """How many customers there are."""
        return float(self.customers.sum())

    @property
    def begin(self) -> Numbers:
        """Where to look first: the purchase rate found, and a dropout of one in four."""
        rate = (self.customers @ self.repeats) / max(self.customers @ self.age, 1e-9)
        return np.array([1.0, 1.0 / rate, 1.0, 3.0])

    def log_likelihood(self, parameters: Numbers) -> tuple[float, Numbers]:
        """The log-likelihood of r, alpha, a, b and its gradient."""
        r, alpha, a, b = parameters
        x, weights = self.repeats, self.customers
        bought_again = x > 0
        # Of a customer without a repeat purchase BG/NBD knows no dropout.
        chances = np.where(bought_again, b + x - 1, 1.0)
        alive = -(r + x) * np.log(alpha + self.age)
        gone = np.where(
            bought_again,
            np.log(a) - np.log(chances) - (r + x) * np.log(alpha + self.recency),
            -np.inf,
        )
        either = np.logaddexp(alive, gone)
        values = (
            gammaln(r + x)
            - gammaln(r)
            + r * np.log(alpha)
            + (gammaln(b + x) - gammaln(b))
            - (gammaln(a + b + x) - gammaln(a + b))
            + either
        )
        is_gone = np.exp(gone - either)
        is_alive = 1 - is_gone
        both = digamma(a + b) - digamma(a + b + x)
        gradient = [
            digamma(r + x)
            - digamma(r)
            + np.log(alpha)
            - is_alive * np.log(alpha + self.age)
            - is_gone * np.log(alpha + self.recency),
            r / alpha
            - (r + x) * (is_alive / (alpha + self.age) + is_gone / (alpha + self.recency)),
            both + is_gone / a,
            both + digamma(b + x) - digamma(b) - is_gone / chances,
        ]
        return float(weights @ values), np.array([weights @ part for part in gradient])


@dataclass(frozen=True)
class Amounts:
    """What customers spent, one row per distinct pair of the number of purchases and their mean
    amount (both above 0); ``customers`` share the row.
    """

    purchases: Numbers
    mean_amount: Numbers
    customers: Numbers

    @property
    def size(self) -> float:
        """How many customers there are."""
        return float(self.customers.sum())

    @property
    def begin(self) -> Numbers:
        """Where to look first: the mean amount found, spread moderately around it."""
        mean = (self.customers @ self.mean_amount) / self.size
        return np.array([4.0, 4.0, mean])

    def log_likelihood(self, parameters: Numbers) -> tuple[float, Numbers]:
        """The log-likelihood of p, q, v and its gradient."""
        p, q, v = parameters
        x, mean, weights = self.purchases, self.mean_amount, self.customers
        shape, spent = p * x, x * mean
        values = (
            gammaln(shape + q)
            - gammaln(shape)
            - gammaln(q)
            + q * np.log(v)
            + shape * np.log(spent)
            - np.log(mean)
            - (shape + q) * np.log(v + spent)
        )
        both = digamma(shape + q)
        gradient = [
            x * (both - digamma(shape) + np.log(spent) - np.log(v + spent)),
            both - digamma(q) + np.log(v) - np.log(v + spent),
            q / v - (shape + q) / (v + spent),
        ]
        return float(weights @ values), np.array([weights @ part for part in gradient])
