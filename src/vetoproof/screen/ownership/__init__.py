"""Ownership: dated, sourced rows and what each regime's test makes of them. Reasoning, never a listing."""
