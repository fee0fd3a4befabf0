from __future__ import annotations

import pytest

from ipp_search.ingest.cues.people import owner_of, speaker_of


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("ACTION: HMPPS to report.", "HMPPS"),
        ("HMPPS and the Parole Board to identify cases.", "HMPPS and the Parole Board"),
        ("ACTION: Ann Lee, Bob Ray and Cy Dunn to write.", "Ann Lee, Bob Ray and Cy Dunn"),
        ("ACTION: Ann Lee (HMPPS) to write.", "Ann Lee (HMPPS)"),
        ("ACTION (Ann Lee): write to governors.", "Ann Lee"),
        ("ACTION: Write to governors (Ann Lee).", "Ann Lee"),
        ("ACTION: Ann Lee - write to governors.", "Ann Lee"),
        ("ACTION: Letter to ministers to be drafted by Ann.", "Ann"),
        ("ACTION: All members to reply.", "All members"),
        ("Action – Chair: write to governors.", "Chair"),
        ("Action – Ann Lee: write to governors.", "Ann Lee"),
        ("ACTION: AL / BR to write.", "AL / BR"),
        ("ACTION: AL / BR: write.", "AL / BR"),
        ("ACTION: AL/BR – write.", "AL/BR"),
        ("ACTION: Write to governors (AL / BR).", "AL / BR"),
        ("ACTION 62.9 Ann Lee to write.", "Ann Lee"),
        ("Ann: write to governors.", "Ann"),
        ("Ann Ray-Lee & Çelik Öz (Secretary): Write to governors.", "Ann Ray-Lee & Çelik Öz (Secretary)"),
        ("Ann L- Write to governors.", "Ann L"),
        ("All board members: Write to governors.", "All board members"),
        ("**[Action - Ann]** Write to governors.", "Ann"),
        ("AI: Ann write to governors.", "Ann"),
        ("[ ] [@ann][]: Write to governors.", "@ann"),
        ("ACTION: Write to governors - Ann", "Ann"),
        ("ACTION: the secretariat to write.", "the secretariat"),
        ("ACTION: annl to write up the list", "annl"),
        ("ACTION: need to write up the list", None),
        ("ACTION: add to the list", None),
        ("TASK Ann: write to governors.", "Ann"),
        ("Action 14-A (Ms Lee): to bring the notices together.", "Ms Lee"),
        ("Write to governors (done)", None),
        ("Unclaimed: Write to governors.", None),
        ("Add Ann to the list.", None),
        ("Action – Deadline: Friday.", None),
        ("ACTION: Communications plan: publish it.", None),
        ("ACTION: Options will be developed.", None),
        ("ACTION: Visits to be reviewed.", None),
        ("ACTION: Write to governors.", None),
    ],
)
def test_who_is_to_do_it_is_whom_the_words_name(words: str, owner: str | None) -> None:
    """The owner of an action is named before a verb or colon, or in brackets; a subject is none."""
    assert owner_of(words) == owner


def test_a_word_that_the_record_writes_small_elsewhere_is_no_name() -> None:
    assert owner_of("Parking: write to governors.", frozenset({"parking"})) is None
    assert owner_of("Will: write to governors.", frozenset({"will"})) == "Will"


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("HMPPS noted that numbers fell.", "HMPPS"),
        ("The Parole Board described the difference.", "The Parole Board"),
        ("External Stakeholders shared some cases.", "External Stakeholders"),
        ("Stakeholders raised concerns.", "Stakeholders"),
        ("Chris Jennings highlighted two reasons.", "Chris Jennings"),
        ("Ann Lee, the chair, welcomed everyone.", "Ann Lee"),
        ("It noted nothing.", None),
        ("Concerns were raised.", None),
        ("Numbers fell.", None),
        ("Minutes agreed as a true record.", None),
        ("Recommendation accepted.", None),
    ],
)
def test_who_is_said_to_have_said_it_stands_before_the_verb(words: str, speaker: str | None) -> None:
    assert speaker_of(words) == speaker
