"""The planted benchmark: honest declarations by seed, the cases of disguise planted among them, and how many a screen finds."""
