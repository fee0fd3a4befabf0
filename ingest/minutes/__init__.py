"""A Document to meetings: where each begins, its headings, its header, its citable passages.

Start at ``parser``, which calls the rest in order: ``meetings``, ``inline_actions``,
``headings``, ``header``, ``passages``.
"""
