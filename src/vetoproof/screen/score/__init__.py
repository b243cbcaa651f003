"""How likely it is that two names name one party, and why."""
