"""Briefings as documents, and documents as what ``verify`` reads: the writer and the reader of one model.

Start at ``document``, the model of a draft; ``briefing`` fills it, ``document_docx`` writes it as Word, ``read_draft``
reads any document back by ``draft_readers``.
"""
