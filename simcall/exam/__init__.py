"""Certification: sealed forms, sittings without a coach, verdict, signed result, certificate."""
