"""Timelines and themes for people: text, Markdown, CSV, the page and its chart."""
