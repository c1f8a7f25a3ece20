"""Findings to people and other tools."""
