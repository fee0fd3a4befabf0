"""Passages kept so that they can be found: the catalogue, the vectors, the encoder.

``catalogue`` is the truth (SQLite: meetings, passages, full text, and each vector);
``vectors`` is derived from it (Chroma, for indexes too large to compare one by one).
``models`` and ``encoder`` turn text into vectors; ``build`` syncs all of it with the
files, under ``lock``, and tells of it in a ``report``; ``filters`` says which passages
a question may see.
"""
