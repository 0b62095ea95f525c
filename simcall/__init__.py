"""simcall: training, what-if and certification for consumer-credit collection calls."""

__version__ = "0.1.0"
