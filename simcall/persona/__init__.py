"""Who answers: temper, feelings, memory, behaviour and words. Pure; the kernels also run compiled."""
