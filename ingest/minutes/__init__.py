"""A Document to meetings: where each begins, its headings, its header, its citable passages.

Start at ``parser``, which calls the rest in order: ``meetings``, ``inline_actions``, ``heading``, ``facts``,
``passages`` (what makes one is ``structure``, what one is ``kinds``). ``account``
keeps count of what became of each letter.
"""
