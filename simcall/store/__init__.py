"""What is kept on disk: journals, records, certificates."""
