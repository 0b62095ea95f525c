"""Training of the speech models: python -m training.train_lean, training.train_encoder."""
