"""Screens of the desk; each is imported when it is first opened."""
