"""Readers of sanctions lists: one module a format; bytes in, listings and rejected rows out."""
