"""Proof: citations, quotations and facts of a document against the records, and passages against their source files.

Start at ``drafts``; ``sources`` looks passages up in their files.
"""
