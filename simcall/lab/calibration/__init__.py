"""The calibration suite: published regularities of debtors and clients as checks."""
