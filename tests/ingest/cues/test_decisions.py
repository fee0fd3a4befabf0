from __future__ import annotations

import pytest

from ipp_search.ingest.cues.decisions import RULES, decision_rule

TOLD = [
    ("it was agreed", "After some discussion it was unanimously resolved to plant a hedge."),
    ("it was agreed", "The old pump leaks, but it was agreed that it stays."),
    ("the body agreed", "The Board approved the new by-laws."),
    ("the body agreed", "The parish council therefore agreed to write to the county."),
    ("all agreed", "After a vote all present agreed that the hall be let."),
    ("agreed that", "Agreed that the hall be let."),
    ("motion carried", "Hearing none, the motion carries."),
    ("proposed and seconded", "AB proposed and CD seconded that the accounts be kept."),
    ("proposed and seconded", "Proposed: AB 2nd: CD"),
    ("passed by count", "The budget was passed 5-0-1."),
    ("passed by count", "7 in favour, 2 against."),
    ("unanimous", "Unanimous adoption of the last minutes"),
    ("passed", "The minutes of the meeting held on 5th March 2015 were checked, approved and signed."),
    ("elected", "Ann Lee was duly elected as Treasurer."),
    ("true record", "They were signed as a true record."),
    ("minutes adopted", "Minutes adopted"),
    ("approved at the front", "Approved the minutes of May."),
    ("approved of a use", "Conditional use approved for the old mill."),
    ("no objection raised", "The council has no objections."),
    ("consensus", "Consensus to merge the two lists"),
    ("we agree", "For 2031 we agreed to pay more."),
    ("moved and seconded", "Motion by Hunt, second by Cho, to approve the agenda."),
    ("in favour", "The new oars were put to the vote: all in favour."),
    ("carried alone", "Motion carried."),
    ("that it be", "That the report be noted."),
    ("the thing was approved", "The return was approved and signed."),
    ("the thing was approved", "Section 2, the Accounting Statements, was approved and signed."),
    ("set at", "Subscriptions for the year were set at £40."),
    ("agreed that", "Read and agreed."),
    ("agreed that", "Approved with one correction."),
    ("the body agreed", "The subgroup agreed to raise the risk to red."),
    ("the body agreed", "Governors noted the paper and agreed to set up a working party."),
    ("the body agreed", "The committee recommends that the old reader be kept."),
    ("passed", "Travel policy approved with two changes."),
    ("true record", "The minutes were confirmed as correct."),
    ("consensus", "The consensus of the Board was to wait."),
    ("in capitals", "IT WAS RESOLVED THAT the hall be let."),
]


@pytest.mark.parametrize(("rule", "words"), TOLD)
def test_a_decision_is_told_by_the_form_it_is_written_in(rule: str, words: str) -> None:
    assert any(one.name == rule and one.pattern.search(words) for one in RULES)
    assert decision_rule(words) is not None


def test_every_rule_has_an_example() -> None:
    assert {rule.name for rule in RULES} == {rule for rule, _ in TOLD}


@pytest.mark.parametrize(
    "words",
    [
        "The Clerk reported that the lamp had been approved by the county.",
        "If it is agreed, the hedge goes in May.",
        "The budget is to be approved in June.",
        "The plan was not approved.",
        "Ann agreed with him.",
        "All agreed that it is important to be heard.",
        "As previously agreed, the lamp stays.",
        "No decision was made.",
        "The meeting closed at 10:30.",
        "Is the motion carried?",
        "All in favour, please say aye.",
        "The application was approved by the district.",
        "He moved to the second item.",
        "In 2008 a final plat was approved.",
        "16/01 Foxhill Barn, raise the wall – Approved",
        "The members asked when the path would be mended.",
    ],
)
def test_what_was_decided_elsewhere_or_not_yet_is_no_decision(words: str) -> None:
    assert decision_rule(words) is None


def test_in_a_transcript_only_what_the_chair_declares_is_a_decision() -> None:
    assert decision_rule("We agreed to that last year, I think.", spoken=True) is None
    assert decision_rule("Any opposed? Motion carries.", spoken=True) == "motion carried"


@pytest.mark.parametrize("body", ["XYZ", "QRST", "the county"])
def test_what_another_body_approved_is_no_decision_whatever_its_letters(body: str) -> None:
    assert decision_rule(f"The request was approved by {body}.") is None
