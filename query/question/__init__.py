"""From what was typed to an interpreted question: filters, phrases, terms with weights, spellings, acronyms.

Start at ``interpret``, which calls the rest.
"""
