"""Tables of screening: whom lists reach through ownership, and what being listed does."""
