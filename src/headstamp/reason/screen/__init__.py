"""Declarations, bills of lading and manifests: which consignments are worth opening, and why."""
