"""Which sentences record that a meeting decided something: a table of named rules, each sound alone.

A rule reads one sentence. What was decided before, elsewhere, or may yet be, is none: ``had been agreed``,
``approved by the county``, ``if it is agreed``, ``to be approved``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HOW = (
    r"(?:(?:unanimously|also|then|therefore|further|all|both|duly|formally|generally|mutually|"
    r"subsequently|jointly|again|finally) ){0,3}"
)
_DECIDED = r"(?:agreed|resolved|decided|concluded|determined|voted|elected|moved and seconded)"
_PASSED = (
    r"(?:approved|adopted|ratified|carried|passed|accepted|agreed|endorsed|authori[sz]ed|"
    r"confirmed and signed|defeated|signed off)"
)
_ELECTED = r"(?:elected|re-elected|appointed|reappointed|co-opted|coopted)"
_BODY = (
    r"(?:(?:the )?(?:[\w’'-]+ ){0,2}(?:board|committee|council|group|members|meeting|participants|attendees|parties"
    r"|trustees|directors|governors|councillors|partners|audience|assembly|panel|forum|steering group|working group"
    r"|society|commission|cabinet|membership|sub-?group|sub-?committee|executive|taskforce)"
    r"|the (?-i:[A-Z]{2,5})"  # initials with an article are a body's, without one a person's
    r"|all(?: present| those present| of those present)?|everyone|everybody|those present|we|we all)"
)
_SUBJECT = (
    r"(?:minutes|accounts?|accounting|budget|precept|motion|resolution|proposals?|reports?|statements?|returns?|agenda"
    r"|policy|policies|plan|recommendations?|amendments?|payments?|invoices?|transactions?|expenditure|terms"
    r"|constitution"
    r"|by-?laws|change|changes|use|request|applications?|appointment|nominations?|cheques|grants?|version|survey"
    r"|document|quote|quotation|strategy|charter|rules|fees?|item|amendment|permit|licen[cs]e|variance|contract)"
)

_OUTSIDE = r"(?:planning |listed )?(?:applications?|bids?|grants?|permissions?|permits?|loans?|claims?)\b"
"""What rather others approve."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A form in which minutes write a decision; ``spoken`` tells that it is one in a transcript as well."""

    name: str
    pattern: re.Pattern[str]
    spoken: bool = False


def _rule(name: str, pattern: str, spoken: bool = False) -> Rule:
    return Rule(name, re.compile(pattern, re.IGNORECASE), spoken)


RULES = (
    _rule(
        "it was agreed",
        rf"\b(?:it (?:was|is|has been)|there was|was) {_HOW}(?:agreed|resolved|decided|concluded)\b"
        r"(?! (?:by email|before|earlier|previously))",
    ),
    _rule(
        "the body agreed",
        rf"^\W*(?:[^,]{{0,60}}, |[^.]{{0,40}}\b(?:and|that) |\S{{1,20}} [-–—] )?{_BODY} "
        rf"{_HOW}(?:have |has )?{_HOW}(?:agreed?s?|resolved?s?|approved|decided?s?|adopted|voted|"
        rf"ratified|endorsed|elected|accepted|recommend(?:s|ed)? (?:that|to|the)|advis(?:es|ed) that [^.]{{1,80}} be)\b"
        rf"(?! with (?:him|her|them))|^\W*{_BODY} noted [^.]{{1,60}} and (?:agreed|resolved) to\b"
        r"|\bthe (?:board|committee|council|trustees|directors|governors|members|group|sub-?group) agreed by\b",
    ),
    _rule(
        "all agreed",
        r"\b(?:all|everyone|everybody|members|those present|the audience|the participants|the "
        r"attendees)"
        r"(?: (?:present|parties|members))?(?: (?:also|unanimously))? (?:agreed|approved)\b",
    ),
    _rule(
        "agreed that",
        r"^\W*(?:Unanimously )?(?:Agreed|Resolved|Decided|Approved)\b[,:]?(?: (?:and adopted|that|to|"
        r"it|by|unanimously|the|best|on|not)\b)"
        r"|^[\s*_•\"“(]*(?:Read and )?(?:Agreed|Resolved|Approved|Accepted|Adopted)(?:, save| with\b| and signed\b"
        r"| in principle\b| as\b| subject to\b|\.?\W*$)",
    ),
    _rule(
        "motion carried",
        r"\b(?:motions?|resolutions?|amendments?|proposals?|votes?|it) (?:(?:was|were|is|has been|then"
        r"|to \w+) )?"
        r"(?:unanimously )?(?:carrie[sd]|passe[sd]|fail(?:s|ed)|defeated)\b",
        spoken=True,
    ),
    _rule(
        "proposed and seconded",
        r"\b(?:proposed|nominated|moved|prop)\b[^.]{0,200}\b(?:seconded|2nd)\b|"
        r"\bseconded\b[^.]{0,60}\bproposed\b",
    ),
    _rule(
        "passed by count",
        r"\b(?:passed|carried|approved|failed|defeated|voted|vote(?: was)?|"
        r"motion)\b[^.]{0,40}?\b\d{1,3} ?[-–:] ?\d{1,3}(?: ?[-–:] ?\d{1,3})?(?![\d/-])"
        r"|\b\d{1,3} (?:votes? )?(?:in favou?r|for)\b[^.]{0,30}\b(?:\d{1,3}|none|no|nil) (?:votes? )?"
        r"(?:against|opposed)\b",
    ),
    _rule(
        "unanimous",
        r"\bunanimous(?:ly)? (?:\w+ ){0,2}?(?:adopted|adoption|approved|approval|agreed|agreement|"
        r"carried|passed|elected|in favou?r|consent)\b"
        r"|\b(?:adopted|approved|agreed|carried|passed|elected) unanimously\b|[-–—:] unanimous\b",
        spoken=True,
    ),
    _rule(
        "passed",
        rf"\b{_SUBJECT}\b(?: (?!to be\b|should\b|if\b)[^\s.]+){{0,18}}? (?:was|were|is|are|be|been "
        rf"circulated and were) {_HOW}(?:(?!to\b|by\b|that\b|not\b)[\w,’'-]+ ){{0,8}}?{_PASSED}\b"
        rf"|\b{_SUBJECT} {_HOW}(?:approved|adopted|accepted|ratified)(?: (?:with|subject|as|without)\b|\W*$)",
    ),
    _rule(
        "elected",
        rf"\b(?:was|were|is|are|be) {_HOW}{_ELECTED}\b(?: (?:as|to|by|on|onto|chair|vice|clerk|"
        rf"treasurer|secretary)|\W*$)",
    ),
    _rule(
        "true record",
        r"\b(?:approved|agreed|accepted|confirmed|adopted|signed)\b[^.]{0,40}\bas (?:being )?(?:an? )?"
        r"(?:\w+ (?:and \w+ )?)?(?:true|correct|accurate)\b",
    ),
    _rule(
        "minutes adopted",
        rf"^\W*(?:\w+ )?(?:minutes|accounts|agenda|report|budget)[^.:]{{0,60}}? (?:unanimously "
        rf")?{_PASSED}\W*$",
    ),
    _rule(
        "approved at the front",
        r"(?:^|[:.] )\W*Approved\W+(?:the |\w+ )?(?:minutes|accounts|agenda|report|budget|payments?|"
        r"motion|resolution|amendment)\b",
    ),
    _rule(
        "approved of a use",
        r"\b(?:zoning|use|permit|licen[cs]e|variance|plan|application|request|amendment)(?: \w+){0,3} "
        r"(?:approved|denied|granted)\b",
    ),
    _rule(
        "no objection raised",
        r"^\W*there were no objections\W*$|\bthe (?:council|board|committee|meeting|members|(?-i:[A-Z]{2,5})) "
        r"(?:has|have|had|raised) no objections?\b",
        spoken=True,
    ),
    _rule(
        "consensus",
        r"\b(?:there (?:was|is) (?:a )?)?(?:general|broad|unanimous|overall) (?:agreement|consensus) "
        r"(?:that|to|on)\b|\bthe consensus (?:of (?:the )?\w+ )?was (?:to|that)\b"
        r"|^\W*consensus (?:\w+ )?(?:that|to|there|on|was|is)\b",
    ),
    _rule(
        "moved and seconded",
        r"\b(?:mov(?:ed?|es)|motion)\b[^.]{0,200}(?:\bseconded\b|\bsecond by\b|[,;] ?seconds?\b)",
    ),
    _rule(
        "in favour",
        r"\ball (?:those |members )?(?:present )?(?:(?:were|voted|being) )?in favou?r\b"
        r"(?!,? (?:please )?(?:say|raise|signify))|\bnem(?:ine)?\.? ?con\b"
        r"|\ball ayes\b"
        r"|\b(?:ayes?|yeas?)\b[^.|]{0,60}\b(?:nays?|noes)\b|\bput to (?:the|a) vote\b",
    ),
    _rule(
        "carried alone",
        r"^\W*(?:(?:the )?(?:motion|vote|proposal|resolution|all)[ :]+)?(?:carried|passed|agreed|adopted"
        r"|resolved|defeated"
        r"|lost)(?: unanimously| by (?:a )?majority)?\W*$",
    ),
    _rule(
        "that it be",
        r"^\W*that [^.]{1,200}\bbe (?:(?:duly|formally|and (?:is|are) hereby) )?(?:approved|adopted|accepted"
        r"|received|noted"
        r"|agreed|appointed|elected|ratified|endorsed|confirmed|authori[sz]ed|granted|paid|amended|rejected)\b",
    ),
    _rule(
        "the thing was approved",
        rf"^\W*(?!In (?:the year )?(?:19|20)\d\d)(?-i:[A-Z])(?:(?!{_OUTSIDE})[^.]){{1,100}}? (?:was|were) {_HOW}"
        r"(?:approved|adopted|ratified)\b(?! by\b)",
    ),
    _rule(
        "set at",
        r"\b(?:fees?|subscriptions?|precept|rates?|prices?|charges?|dues)\b[^.]{0,40}? (?:was|were) (?:set|fixed) at\b",
    ),
    _rule("we agree", r"\bwe (?:are |have |all )?agreed?(?:,| to| that)"),
    _rule("in capitals", r"(?-i:\b(?:RESOLVED|AGREED|DECIDED|RESOLUTION|CARRIED)\b)"),
)

# What is beside the verb and says that nothing was decided here and now.
_NOT_DECIDED = re.compile(
    r"\bagreed (?:that )?(?:it|this|that|there|they) (?:is|are)\b|\bhad (?:\w+ ){0,2}?been (?:\w+ "
    r")?(?:agreed|approved|decided|resolved|adopted|accepted|"
    r"elected)\b|\bare we agreed\b"
    r"|\b(?:if|once|until|whether|unless|subject to whether|in case|should) (?:(?:it|they|this|that|the \w+|\w+) ){0,2}"
    r"(?:(?:is|are|was|were|be|has been|had been|can be) ){0,2}(?:agreed|approved|decided|resolved"
    r"|adopted|accepted|elected|carried)\b"
    r"|\b(?:not|never|nothing|yet to be|to be|cannot be|could not be|needs? to be|must be|should "
    r"be|will be|would be|can be|may be) "
    r"(?:(?:was|were|been|yet|formally|then) ){0,2}(?:agreed|approved|decided|resolved|adopted|"
    r"accepted|elected|carried|ratified)\b"
    r"|\b(?:as|previously|already|originally|earlier) (?:agreed|approved|decided|resolved)\b"
    r"|\bapproved by (?:(?-i:[A-Z]{2,6})|the (?:county|district|city|borough|planning|secretary|minister|"
    r"government|court|commission|department))\b"
    r"|\bagreed to (?:differ|disagree)\b|\bno (?:decision|resolution|agreement)s? (?:was|were|has been|had been)\b",
    re.IGNORECASE,
)
_MOVED_APART = re.compile(
    r"\b(?i:moved|proposed|proposer|mover)(?: by)?\s*+[:–-]\s*+[^.:;|\n]{1,40}(?:[.;,|\n]\s*+)?"
    r"(?<![^\W\d_])(?i:second(?:ed|er)?)\b"
)
# What every rule asks for one of: most sentences have none, and no rule is tried on them.
_VERBS = re.compile(
    r"\b(?:(?:re)?(?:appoint|elect)|approv|adopt|ratif|accept|endors|authori[sz]|confirm|agree|resol|decid|decision|conclu"
    r"|determin|vot|co-?opt|mov|second|2nd|prop|nominat|carri|pass|fail|defeat|lost|grant|deni|reject|amend|paid|note"
    r"|receiv|recommend|advis|objection|consensus|unanim|favou?r|nem|ayes?|yeas?|motion|sign|set|fixed|against|oppos)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?;])[\s*_”\"]+| \| ")


def decision_rule(words: str, spoken: bool = False) -> str | None:
    """The name of the rule by which a sentence of ``words`` records a decision, None where none does.

    ``spoken`` words are a transcript's, in which people tell of agreements: only forms that the chair speaks count.
    """
    if not spoken and _MOVED_APART.search(words):
        return "moved and seconded"
    for sentence in _SENTENCE.split(words):
        if sentence.endswith("?") or not _VERBS.search(sentence):
            continue
        sentence = _NOT_DECIDED.sub("…", sentence)
        for rule in RULES:
            if (rule.spoken or not spoken) and rule.pattern.search(sentence):
                return rule.name
    return None
