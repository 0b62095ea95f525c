"""The terminal interface: screens and widgets."""
