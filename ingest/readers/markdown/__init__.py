"""Markdown: its blocks, its tables, and the front matter above them."""
