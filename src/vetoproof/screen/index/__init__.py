"""From analysed names to candidates: one file of arrays, opened by mapping it into memory."""
