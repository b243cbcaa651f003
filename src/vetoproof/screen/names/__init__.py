"""Names taken apart: scripts, tokens, parts and romanisation classes."""
