"""Words and tools that every room shares: errors, chance, bilingual text, money, cell width."""
