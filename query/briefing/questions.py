"""What was asked for, and whether an answer to it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ipp_search.ingest.records import Passage
from ipp_search.query.actions.content import content
from ipp_search.query.briefing.mentions import Mentions
from ipp_search.query.timeline.records import ThemePassage, TimelineRow

# Words by which notes say that something was asked for.
_ASKED = re.compile(
    r"\b(?:asked|requested|queried|questioned|raised|sought|suggested|called for|should|must|need(?:ed)?|concerns?)\b",
    re.IGNORECASE,
)
# Words by which they say that a question was put or a wish made, and that somebody answered.
_PUT = re.compile(
    r"\?(?!\w)|\b(?:asked|requested|queried|questioned|enquired|inquired|sought|wanted to know|called for)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r"\b(?:answer(?:ed)?|replied|reply|respon(?:ded|se)|confirmed|explained|clarified|advised|assured|acknowledged|agreed"
    r"|will|noted that|stated|accepted)\b",
    re.IGNORECASE,
)
_BEHIND = 4  # passages behind a question that may hold its answer
_ANSWERED = 0.4  # of the telling words of a question, in a later passage on the topic


def asks(passage: Passage) -> bool:
    """Whether a passage that states no action has words by which notes say that something was asked for."""
    return passage.kind != "action" and _ASKED.search(passage.text) is not None


def unanswered(rows: Sequence[TimelineRow], mentions: Mentions) -> Iterator[ThemePassage]:
    """Each question that was put at a dated meeting, but the last, and for which no answer was found.

    An answer is looked for in the passage itself, in those right behind it, and in all later ones on the topic.
    """
    taken_up = {cited.takes_up.id for row in rows for cited in row.passages if cited.takes_up}
    dated = [row for row in rows if row.meeting.date is not None]
    for n, row in enumerate(dated[:-1]):
        later = [cited.passage for other in dated[n + 1 :] for cited in other.passages]
        for cited in row.passages:
            passage = cited.passage
            put = _PUT.search(passage.text) if asks(passage) else None
            if put is None or passage.id in taken_up or _ANSWERS.search(passage.text, put.end()):
                continue
            near = mentions.behind(passage, _BEHIND)
            if any(other.kind == "action" or _ANSWERS.search(other.text) for other in near):
                continue
            words = content(passage.text)
            if not any(len(words & content(other.text)) >= _ANSWERED * len(words) for other in later):
                yield cited
