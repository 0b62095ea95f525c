"""simcall: training, what-if and certification for consumer-credit collection calls."""
