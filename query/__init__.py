"""From a question to cited passages.

``reading`` understands what was typed (``question``, ``bounds``, ``acronyms``, ``spelling``, ``kindred``) by the
``vocabulary`` of the records; ``table`` holds their passages as arrays; ``scoring`` finds the best by ``rank`` (pure
functions); ``silence`` tells, by ``evidence``, whether they answer; ``search`` runs the whole and returns ``results``.
``timeline``, ``actions``, ``briefing`` and ``summary`` are made of passages too; ``verify``, ``grounding`` prove them.
"""
