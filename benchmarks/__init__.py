"""Speed beside others: `make bench`, or `python -m benchmarks --quick`."""
