"""Checks that look across keys and files; `simcall check` runs them, loading does not."""
