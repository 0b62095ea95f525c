"""Who calls: agent policies as content, played as moves in a batch or as sentences in a call."""
