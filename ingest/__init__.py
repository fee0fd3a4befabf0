"""From a file to citable passages: reading and understanding, no storage.

``reader`` turns a file into a Document (its text and its blocks), one module a
format; ``minutes`` finds the meeting in it (title, date, who was there, sections,
actions); ``passages`` cuts the citable units. ``records`` defines what travels.
"""
