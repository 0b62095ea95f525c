"""The collections floor: portfolio, dialler, queue, conversations; one model under two clocks.

Kernel files (`layout`, `deal`, `clerk`, `limits`, `board`, `dialler`, `speak`, `settle`, `inbound`,
`model`, `plain`) hold only scalar code over flat vectors: they run as plain Python under the SimPy
clock and compiled from outside under the batch clock, bit for bit the same. See docs/engine.md.
"""
