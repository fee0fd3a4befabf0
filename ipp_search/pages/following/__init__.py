"""Themes in a browser: followed from meeting to meeting, edited with what they match, passages marked in or out."""
