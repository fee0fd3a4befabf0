"""The JSON that others build on, as types.

These types are the contract: keys may be added, never renamed or removed. ``--format json``, ``--batch`` and the server
all give these objects; the server's description of itself and the reference in docs/ are made from them.
"""

from ipp_search.output.contract.actions import ActionJson, EventJson
from ipp_search.output.contract.drafts import (
    BlockJson,
    BriefingJson,
    FaultJson,
    PieceJson,
    SourceJson,
    StatementJson,
    VerificationJson,
)
from ipp_search.output.contract.meetings import (
    ExportedActionJson,
    ExportedJson,
    HeldMeetingJson,
    LeftOutJson,
    MeetingFactsJson,
    StatusJson,
)
from ipp_search.output.contract.passages import JSON_VERSION, ExcerptJson, LineJson, MeetingJson, PassageJson
from ipp_search.output.contract.search import BatchJson, CountsJson, HitJson, SearchJson
from ipp_search.output.contract.timelines import (
    AgreementJson,
    ClaimJson,
    CountJson,
    MarkJson,
    MatchesJson,
    ProvenanceJson,
    ReasonJson,
    ShareJson,
    TallyJson,
    ThemeJson,
    ThemePassageJson,
    TimelineJson,
    TimelineRowJson,
)

__all__ = [
    "JSON_VERSION",
    "ActionJson",
    "AgreementJson",
    "BatchJson",
    "BlockJson",
    "BriefingJson",
    "ClaimJson",
    "CountJson",
    "CountsJson",
    "EventJson",
    "ExcerptJson",
    "ExportedActionJson",
    "ExportedJson",
    "FaultJson",
    "HeldMeetingJson",
    "HitJson",
    "LeftOutJson",
    "LineJson",
    "MarkJson",
    "MatchesJson",
    "MeetingFactsJson",
    "MeetingJson",
    "PassageJson",
    "PieceJson",
    "ProvenanceJson",
    "ReasonJson",
    "SearchJson",
    "ShareJson",
    "SourceJson",
    "StatementJson",
    "StatusJson",
    "TallyJson",
    "ThemeJson",
    "ThemePassageJson",
    "TimelineJson",
    "TimelineRowJson",
    "VerificationJson",
]
