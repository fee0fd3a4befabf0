"""The ledger of actions: what was to be done, by whom, and what later meetings say became of it.

Start at ``ledger``; ``records`` says what comes out.
"""
