"""Who answers: temper, feelings, memory, behaviour and words. The kernels also run compiled."""
