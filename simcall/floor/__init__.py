"""The queue around the calls: portfolio, dialler, agents, a simulated day on two clocks."""
