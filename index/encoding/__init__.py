"""Text to vectors: the model, and what is embedded of a passage.

Start at ``encoder``, which says what an encoder is; ``models`` finds and prepares the model of an index.
"""
