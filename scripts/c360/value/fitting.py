"""Maximum likelihood for BG/NBD and Gamma-Gamma, from several starts, with the result checked.

All parameters are positive, so that their logarithms are sought. BFGS climbs with the exact
gradient; the gradient's root then pins the summit down to more digits than are written, so that
the same histories give the same bytes.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize, root

from c360.errors import DataError
from c360.value.likelihood import Amounts, Histories, Numbers

STARTS = (1.0, 0.2, 5.0)
"""Factors of the sample's own beginning."""
FURTHEST = 10_000.0
"""How far from its beginning, as a factor, a parameter may lie; beyond, there is no summit."""
FLATTEST = 1e-8
"""The largest slope of the mean log-likelihood, per logarithm of a parameter, that counts as 0."""
LEVEL = 1e-6
"""How far below the best summit, per customer, another start's may lie to be the same."""


@dataclass(frozen=True)
class Fit:
    """The parameters of the highest summit and the log-likelihood there."""

    parameters: tuple[float, ...]
    log_likelihood: float


def climb(sample: Histories | Amounts, start: Numbers) -> tuple[Numbers, float, float]:
    """The summit above one start: logarithms of the parameters, mean log-likelihood, and the
    largest slope left there.
    """

    def depth(logs: Numbers) -> tuple[float, Numbers]:
        parameters = np.exp(logs)
        value, gradient = sample.log_likelihood(parameters)
        return -value / sample.size, -gradient * parameters / sample.size

    with np.errstate(all="ignore"):
        near = minimize(depth, np.log(start), jac=True, method="BFGS", options={"maxiter": 1000})
        exact = root(lambda logs: depth(logs)[1], near.x, tol=1e-13)
        summits = [
            (logs, -depth(logs)[0], float(np.abs(depth(logs)[1]).max()))
            for logs in (near.x, exact.x)
        ]
    # A root may lie in a valley, or far away where everything is flat.
    found = [summit for summit in summits if summit[1] >= summits[0][1] - LEVEL]
    return min(found or summits[:1], key=lambda summit: summit[2])


def fit(sample: Histories | Amounts, model: str, names: tuple[str, ...], differences: str) -> Fit:
    """Fit a model with these parameters; DataError when no start leads to a summit, which says in
    what the customers should differ.
    """
    begin = sample.begin
    summits = [climb(sample, begin * factor) for factor in STARTS]
    finite = [summit for summit in summits if np.isfinite([*summit[0], *summit[1:]]).all()]
    if not finite:
        raise failure(model, "no start leads to a likelihood", differences)
    highest = max(value for _, value, _ in finite)
    level = [summit for summit in finite if summit[1] >= highest - LEVEL]
    logs, value, slope = min(level, key=lambda summit: summit[2])
    for name, distance in zip(names, logs - np.log(begin), strict=True):
        if abs(distance) > np.log(FURTHEST):
            end = "infinity" if distance > 0 else "0"
            raise failure(model, f"its {name} runs to {end}", differences)
    if slope > FLATTEST:
        raise failure(model, "the search did not converge", differences)
    return Fit(tuple(float(number) for number in np.exp(logs)), value * sample.size)


def failure(model: str, reason: str, differences: str) -> DataError:
    """What is said of a model that cannot be fitted."""
    return DataError(
        f"{model} cannot be fitted: {reason}",
        f"these customers differ too little in {differences}; keep the seed, or fit to more data",
    )
