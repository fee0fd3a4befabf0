"""Bytes to a Document: one module a format, chosen by ``registry``.

A reader returns the text of a file with its blocks (paragraphs, list items, cells, captions); what they mean is not its
matter. A new format is one module and one line in ``registry.READERS``. Start reading at ``registry``, then
``plain_text``, the shortest reader; ``builder`` makes the text of formats that have no lines of their own.
"""
