"""Every printed form of every answer: text, JSON, CSV, Markdown, pages, Word, charts.

Pure functions from records to text or bytes. ``contract`` are the types of the JSON, ``as_json`` makes it.
"""
