"""Drafts of whole, cited sentences: on a topic, or of one meeting.

Start at ``draft`` and ``summary``; ``grounding`` holds a language model's wording to the passages it was given.
"""
