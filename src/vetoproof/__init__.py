"""Vetoproof: who claims what, when, how surely and through whom, and whether it could be so.

Nothing is loaded at import: `import vetoproof` costs milliseconds. Start at `vetoproof.watch` or the command line.
"""

__version__ = "0.1.0"
