"""Every error a person can meet, each with what happened and what to do.

IppSearchError
├── BadQuestion          the question or a filter cannot be understood
├── BadThemes            a file of themes cannot be understood
├── UnreadableRecord     a file or folder cannot be read as a meeting record
├── WouldOverwrite       a file to write to holds what somebody else wrote
├── NothingCited         a citation or id leads to no passage or meeting
├── IndexProblem
│   ├── IndexDamaged     the files of the index are not what we wrote
│   ├── IndexMismatch    made with another model, settings or version
│   └── IndexLocked      another ingest is writing
├── MissingExtra         a package that this needs is not installed
├── ModelProblem         the embedding model is missing or is not the one expected
└── LanguageModelProblem the language model that was asked to word a briefing gives no answer
"""

from __future__ import annotations


class IppSearchError(Exception):
    """Base of all our errors: ``message`` says what happened, ``hint`` what to do."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class BadQuestion(IppSearchError):
    """The question, or a filter beside it, cannot be understood."""

    exit_code = 2


class BadThemes(IppSearchError):
    """A file of themes cannot be understood."""


class UnreadableRecord(IppSearchError):
    """A file or folder cannot be read as a meeting record."""


class WouldOverwrite(IppSearchError):
    """The file to write an answer to was edited since it was written, or is not ours."""

    exit_code = 2


class NothingCited(IppSearchError):
    """A citation, passage id or meeting id leads to nothing in this index."""


class IndexProblem(IppSearchError):
    """Something is wrong with the index itself."""


class IndexDamaged(IndexProblem):
    """The files of the index are not what was written."""


class IndexMismatch(IndexProblem):
    """The index was made with another model, other settings or another version."""


class IndexLocked(IndexProblem):
    """Another process is writing to the index."""


class MissingExtra(IppSearchError):
    """A package that only some need is not installed; the hint says how to."""

    exit_code = 2


class ModelProblem(IppSearchError):
    """The embedding model is missing or is not the one expected."""


class LanguageModelProblem(IppSearchError):
    """The language model that was asked to word a briefing is down, slow or answers rubbish."""
