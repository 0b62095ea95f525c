"""The score of a call, with evidence for every point."""
