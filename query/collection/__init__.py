"""The records as arrays: tables of passages and vectors, postings, word forms, word vectors.

Shared by all that is asked; nothing here knows a question. Start at ``table``.
"""
