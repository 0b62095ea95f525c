"""What is kept: journals on disk, the index of finished calls, keys, examination folders."""
