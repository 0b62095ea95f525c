"""What-if: levers, uncertainties, outcomes, paired replications, calibration."""
