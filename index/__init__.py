"""Passages kept so that they can be found: the catalogue, the vectors, the encoder.

``catalogue`` is the truth (SQLite: meetings, passages, full text, and each vector); ``chroma`` is derived from it, for
indexes too large to compare one by one. ``encoding`` turns text into vectors, ``words`` into the words of the full
text. ``sync`` keeps all of it level with the files, under ``lock``, and tells of it in a ``report``; ``lookup`` reads
it back; ``filters`` says which passages a question may see.
"""
