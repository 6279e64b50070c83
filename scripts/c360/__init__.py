"""customer_360's command line: lands raw exports, builds, audits and publishes the customer 360."""

__version__ = "0.1.0"
