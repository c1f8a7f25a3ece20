"""Reference data only: one folder a pack, no code."""
