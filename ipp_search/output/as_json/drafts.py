"""Briefings and what verify finds, as the objects of ``contract``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ipp_search.output.as_json.passages import passage_json
from ipp_search.output.contract import JSON_VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ipp_search.output.contract import VerificationJson
    from ipp_search.query.verification.sources import Checked


def verification_json(
    checked: Checked, file: Path | None = None, vouched: Mapping[str, str] | None = None
) -> VerificationJson:
    """Whether what was checked holds; ``vouched`` has by digest who vouches for what is unproved."""
    return {
        "version": JSON_VERSION,
        "file": None if file is None else str(file),
        "verdict": checked.verdict,
        "statements": [
            {
                "place": statement.place,
                "text": statement.text,
                "verdict": statement.verdict,
                "why": statement.why,
                "source": statement.source.citation if statement.source else None,
                "nearest": passage_json(statement.nearest) if statement.nearest else None,
                "digest": statement.digest,
                "vouched_by": (vouched or {}).get(statement.digest) or None,
            }
            for statement in checked.statements
        ],
        "holds": not checked.faults,
        "citations": checked.citations,
        "quotations": checked.quotations,
        "faults": [{"place": fault.place, "detail": fault.detail} for fault in checked.faults],
    }
