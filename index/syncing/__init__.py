"""Bringing an index up to date with folders of records: what is new, what a person set, other versions."""
