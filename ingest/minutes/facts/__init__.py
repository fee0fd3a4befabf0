"""What the records say of the meeting itself: its day, the next one's, its group, who was there.

Start at ``header``, which asks the others; ``meeting_date`` weighs the candidates for the day, ``series`` names the
group with the evidence of the whole collection.
"""
