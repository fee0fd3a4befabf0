"""Themes: what a file says they are, and proposals from the records.

Start at ``file``.
"""
