"""From a question to cited passages.

``reading`` understands what was typed (``question``, ``bounds``, ``acronyms``, ``spelling``) by the ``vocabulary`` of
the records; ``table`` holds their passages as arrays; ``rank`` (pure functions) scores them; ``silence`` tells whether
any of them answers; ``repeats`` folds what is said twice; ``search`` runs the whole and returns the records of
``results``; ``rerank`` is optional. ``citation`` leads back to a passage. Every line of output is one of the index.
"""
