"""Reads and checks everything that authors write: personas, lenders, rules, scenarios."""
