"""Text to vectors: the model, what is embedded of a passage, and whether two models agree.

Start at ``encoder``, which says what an encoder is; ``models`` finds and prepares the model of an index.
"""
