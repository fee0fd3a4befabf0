"""From an interpreted question to hits: candidates, features, scores, answerability, near-duplicates.

Start at ``searcher``: its five stages are the order of this package.
"""
