"""Packs are reviewed data: regimes (law, actors, places), languages (cues, hedges), scales. Not code."""
