"""Reads a question: its words, and the phrases in quotation marks that must occur literally."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ipp_search.errors import BadQuestion
from ipp_search.index.words.analyzer import WORD
from ipp_search.ingest.text import searchable

MAX_CHARS = 1000
"""A long paragraph. More is a document, and the encoder would not read all of it."""

_PHRASE = re.compile(r'"([^"]*)"|“([^”]{0,1000})”')
# Words that carry the grammar of a question and not its subject.
STOPWORDS = frozenset(
    "a about after all an and any are as at be been being both but by can could did do does doing for from had has"
    " have having he her his how i if in into is it its me more most my no nor not of on or our she should so some"
    " such than that the their them then there these they this those to under up was we were what when where"
    " which while who whom whose why will with would you your".split()
)


# Words that say what kind of answer is wanted; they tell little of where it stands.
INSTRUCTIONS = frozenset(
    "summarize summarise summary describe outline explain list tell give show find discuss discusses discussed"
    " discussing discussion discussions think thinks thought say says said saying talk talked talking mention mentioned"
    " mentions suggest suggested suggestion suggestions recommend recommended respond responded response answer"
    " answered"
    " ask asked question questions conclude concluded conclusion conclusions decide decided decision decisions agree"
    " agreed agreement disagree promise promises promised commit commits committed pledge pledges pledged"
    " view views opinion opinions idea ideas attitude attitudes reason reasons main topic"
    " topics point points key regarding concerning presentation people member members group team meeting meetings"
    " happened happen update updates latest".split()
)
_ANSWER = r"(?:discussions?|conversations?|debates?|decisions?|opinions?|views?|ideas?|presentations?|conclusions?)"
# "Summarise the discussion about …", "What did the Board think of …": what comes after is what is looked for.
_LEAD = re.compile(
    rf"^(?:please )?(?:summari[sz]e|describe|outline|explain)(?: the)?(?: (?:whole|entire|group|team)(?:'s)?)?"
    rf"(?: {_ANSWER})?(?: (?:made|given))?(?: (?:about|on|of|regarding|concerning|over))? "
    r"|^(?:what|how|why|when|where|which|who)\b.*?\b(?:think|thinks|say|said|discuss|discussed|suggest|recommend"
    r"|talk|decide|agree|conclude|mention|opinions?|views?|feel|state|propose|introduce|respond|comment)\b"
    r"(?: (?:about|on|of|regarding|concerning|to|that|with|in terms of))? ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood.

    ``text`` is all of it without quotation marks round phrases; ``topic`` is what it is about, for the
    encoder; ``words`` are what full text looks for; each of ``phrases`` must stand in a passage as it is.
    """

    text: str
    topic: str
    words: tuple[str, ...]
    phrases: tuple[str, ...]

    @property
    def in_order(self) -> list[str]:
        """Every word as typed, in order."""
        return WORD.findall(self.text)

    def with_words(self, others: Mapping[str, str]) -> Question:
        """The same question with some of its words replaced."""
        if not others:
            return self
        form = re.compile(rf"\b({'|'.join(map(re.escape, others))})\b", re.IGNORECASE)
        text, topic = (form.sub(lambda m: others[m[0].lower()], words) for words in (self.text, self.topic))
        return Question(text, topic, tuple(others.get(word, word) for word in self.words), self.phrases)


def read_phrases(typed: str) -> tuple[tuple[str, ...], str]:
    """The phrases in quotation marks, and what stands outside them."""
    phrases = (" ".join((straight or curly).split()) for straight, curly in _PHRASE.findall(typed))
    return tuple(filter(None, phrases)), _PHRASE.sub(" ", typed)


def read_question(typed: str) -> Question:
    """Understand what was typed.

    Raises:
        BadQuestion: it is empty, has no word in it, or is too long.
    """
    if len(typed) > MAX_CHARS:
        raise BadQuestion(
            f"The question has {len(typed):,} characters; at most {MAX_CHARS:,} are read.", "Ask for its main point."
        )
    typed = searchable(typed.encode("utf-8", "replace").decode())  # a stray byte from a terminal is no reason to stop
    phrases = tuple(" ".join((a or b).split()) for a, b in _PHRASE.findall(typed))
    text = " ".join(_PHRASE.sub(lambda m: m[1] or m[2] or "", typed).split())
    words = tuple(dict.fromkeys(word.lower() for word in WORD.findall(text)))
    if not words:
        raise BadQuestion("The question is empty.", 'Type what you look for, as in: ipp-search "recall out of touch"')
    telling = tuple(word for word in words if word not in STOPWORDS)
    topic = _LEAD.sub("", text, count=1)
    if not WORD.search(topic):
        topic = text
    return Question(text, topic, telling or words, tuple(phrase for phrase in phrases if phrase))
