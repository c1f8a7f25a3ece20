"""Kinds of objects, spelled out so that `--help` need not open a case; a test holds them equal to those of a case."""

KINDS = ("case", "record", "claim", "finding", "decision", "entity", "relation", "file", "request", "answer")
