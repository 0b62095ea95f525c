"""One conversation: its scenario, turns, journal events and outcome."""
