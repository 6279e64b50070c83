"""How good the results are, measured against a truth that the pipeline never reads."""
