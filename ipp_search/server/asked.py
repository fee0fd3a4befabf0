"""What each address of the server takes, as models: FastAPI checks and describes requests by them; and its health."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from typing_extensions import TypedDict  # pydantic reads typing's own from Python 3.12 only

from ipp_search.index.filters import NAMES
from ipp_search.ingest.records import Kind
from ipp_search.query.briefing.lengths import Length


class Nothing(BaseModel):
    """No parameter; one that is not there is refused by its name, here and in all below."""

    model_config = ConfigDict(extra="forbid")

    def filters(self) -> dict[str, Any]:
        """The filters that are given, by name."""
        return {name: value for name, value in self.model_dump(exclude_none=True).items() if name in NAMES}


class _Meetings(Nothing):
    since: str | None = Field(None, description="Only meetings on or after this day: 2025-06-03, June 2025 or 2025.")
    until: str | None = Field(None, description="Only meetings on or before this day.")
    series: str | None = Field(None, description="Only meetings of groups with these words in their name.")


class _Meeting(_Meetings):
    meeting: str | None = Field(None, description="Only meetings whose id begins so.")


class AskedActions(_Meeting):
    """``/actions``."""

    owner: str | None = Field(None, description="Only actions for someone of this name.")
    open: bool = Field(False, description="Leave out what is shown to be done or closed.")


class AskedSearch(_Meeting):
    """``/search``."""

    query: str = Field(
        json_schema_extra={"minLength": 1, "pattern": r"\S"},  # refused in our own words
        description="Plain words; a phrase in double quotation marks must occur literally.",
        examples=["recall"],
    )
    section: str | None = Field(None, description="Only passages under a heading with these words.")
    kind: Kind | None = Field(None, description="Only passages of this kind.")
    speaker: str | None = Field(None, description="Only what someone of this name is said to have said.")
    owner: str | None = Field(None, description="Only actions for someone of this name.")
    limit: int = Field(10, ge=1, le=10_000, description="At most so many hits.")
    lexical: bool = Field(False, description="Match words only, without the embedding model.")
    natural: bool = Field(True, description="Take dates and owners in the question as filters.")
    strict: bool = Field(False, description="Only what is answered, not what comes nearest where nothing answers.")


class AskedTimeline(_Meetings):
    """``/timeline``."""

    theme: list[str] = Field(
        min_length=1, description="A theme by name, or a phrase; several times for several.", examples=[["recall"]]
    )


class AskedBrief(_Meeting):
    """``/brief``."""

    topic: list[str] = Field([], description="A theme by name, or a phrase; several times for several.")
    length: Length = Field("standard", description="How much to quote of each meeting.")


class AskedCitation(Nothing):
    """``/show``."""

    citation: str = Field(min_length=1, description="The line under a result, or a passage's id.")


class HealthJson(TypedDict):
    """That the server answers, and whose it is: ``/health``."""

    ok: bool
    version: str
    proof: str
    """A keyed digest of the header X-Nonce, by which the command line knows the server."""
