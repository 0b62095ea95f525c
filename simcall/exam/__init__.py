"""Certification: sealed forms, verdicts, certificates."""
