"""From a question to cited passages.

``question`` reads what was typed; ``lexical`` and ``semantic`` each find and score
passages; ``rank`` (pure functions) makes one order of both; ``search`` runs the whole
and returns the records of ``results``. Every line of output is a passage of the index.
"""
