"""Why records are one customer, or are not: what ``c360 explain`` tells."""
