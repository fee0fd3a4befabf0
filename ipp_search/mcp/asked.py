"""What each tool takes, as models: a parameter that is not there is refused by its name."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from ipp_search.index.filters import NAMES
from ipp_search.ingest.records import Kind
from ipp_search.mcp.budget import LEAST, MOST, USUAL
from ipp_search.query.briefing.lengths import Length

MOST_TEXT = 200_000
"""Characters of a text to verify: a hundred pages."""


class Asked(BaseModel):
    """What every tool takes."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=lambda schema: _short(schema))

    cursor: str | None = Field(None, description="From the answer before, to go on; all else as before.")
    max_tokens: int = Field(USUAL, ge=LEAST, le=MOST, description="At most so long an answer.")

    def filters(self) -> dict[str, Any]:
        """The filters that are given, by name."""
        return {name: value for name, value in self.model_dump(exclude_none=True).items() if name in NAMES}


class _Meetings(Asked):
    since: str | None = Field(None, description="Meetings from this day on: 2025-06-03, June 2025 or 2025.")
    until: str | None = Field(None, description="Meetings up to this day.")
    series: str | None = Field(None, description="Meetings of groups with these words in their name.")


class AskedSearch(_Meetings):
    """``search``."""

    query: str = Field(description="Plain words or a question; in double quotation marks, a literal phrase.")
    meeting: str | None = Field(None, description="Only the meeting whose id begins so.")
    section: str | None = Field(None, description="Only below a heading with these words.")
    kind: Kind | None = Field(None, description="Only passages of this kind.")
    speaker: str | None = Field(None, description="Only what someone of this name said.")
    owner: str | None = Field(None, description="Only actions for someone of this name.")
    limit: int = Field(5, ge=1, le=100, description="At most so many passages.")


class AskedShow(Asked):
    """``show``."""

    citation: str | None = Field(None, description="The citation of a passage, as given.")
    meeting: str | None = Field(None, description="Or a meeting's id: its whole record.")


class AskedTimeline(_Meetings):
    """``timeline``."""

    theme: str = Field(description="A theme by name, or a phrase.")
    passages: int = Field(2, ge=1, le=20, description="At most so many of each meeting.")


class AskedActions(_Meetings):
    """``actions``."""

    owner: str | None = Field(None, description="Only for someone of this name.")
    meeting: str | None = Field(None, description="Only of the meeting whose id begins so.")
    open: bool = Field(False, description="Leave out what is shown to be done or closed.")


class AskedMeetings(_Meetings):
    """``meetings``."""


class AskedBrief(_Meetings):
    """``brief``."""

    topic: str | None = Field(None, description="A theme by name, or a phrase.")
    meeting: str | None = Field(None, description="Or a meeting's id, to summarise it.")
    length: Length = Field("short", description="How much to quote.")


class AskedVerify(Asked):
    """``verify_text``."""

    text: str = Field(max_length=MOST_TEXT, description="Your answer, as Markdown, with quotations and citations.")


def _short(schema: dict[str, Any]) -> None:
    """Leave out of a schema what tells an agent nothing, as it reads it with every conversation."""
    schema.pop("title", None)
    schema.pop("description", None)  # the tool has one
    for one in schema.get("properties", {}).values():
        one.pop("title", None)
        kinds = [kind for kind in one.get("anyOf", ()) if kind != {"type": "null"}]
        if len(kinds) == 1:  # left out rather than null
            del one["anyOf"]
            one.update(kinds[0])
            one.pop("default", None)
