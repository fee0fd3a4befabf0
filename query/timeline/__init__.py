"""A theme through the meetings: which passages are relevant, what changed, how it is told.

Start at ``timelines``; ``records`` says what comes out.
"""
