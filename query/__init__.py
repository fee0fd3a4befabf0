"""From a question to cited passages.

``reading`` understands what was typed (``question``, ``bounds``, ``acronyms``, ``spelling``) against the records'
``vocabulary``; ``table`` holds their passages as arrays; ``rank`` (pure functions) scores them; ``silence`` tells whether
any of them answers; ``repeats`` folds what is said twice; ``search`` runs the whole and returns the records of
``results``. ``rerank`` is optional. Every line of output is a passage of the index.
"""
