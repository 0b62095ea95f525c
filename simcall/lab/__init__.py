"""What if: levers, uncertainties, outcomes, paired replications, intervals, one picture."""
