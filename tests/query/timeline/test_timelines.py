"""Timelines over small invented minutes, judged by words with the fake encoder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipp_search.api import Index
from ipp_search.errors import BadQuestion
from ipp_search.query.themes.file import Theme
from ipp_search.query.timeline.records import Timeline

HOUSING = Theme("housing", words=("housing", "damp homes"))
LINES = {
    "housing": "Housing officers reported on damp homes in the north.",
    "roads": "Potholes in the main road were mended last week.",
    "schools": "School places for new pupils were found.",
}


def minutes(folder: Path, date: str, *subjects: str) -> None:
    folder.mkdir(exist_ok=True)
    said = "\n".join(f"- {LINES[subject]}" for subject in subjects)
    (folder / f"{date or 'undated'}.md").write_text(
        f"# Town Committee\n\n{f'Date: {date}' if date else ''}\n\n## Reports\n\n{said}\n"
    )


@pytest.fixture
def town(encoder: object, tmp_path: Path) -> Iterator[Index]:
    with Index(tmp_path / "index") as opened:
        yield opened


def follow(index: Index, folder: Path, theme: Theme = HOUSING, **limits: str) -> Timeline:
    index.ingest([folder])
    return index.timeline(theme, **limits)


def test_every_meeting_has_a_row_with_how_it_compares_undated_last(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    for date, subjects in {
        "2024-01-09": ["roads"],
        "2024-02-09": ["housing", "roads"],
        "2024-03-09": ["housing"],
        "2024-04-09": ["schools"],
        "2024-05-09": ["roads"],
        "2024-06-09": ["housing", "schools"],
        "": ["housing"],
    }.items():
        minutes(folder, date, *subjects)
    rows = follow(town, folder).rows
    assert [row.change for row in rows[:6]] == [None, "new", "continued", "dropped", None, "returned"]
    assert [row.status for row in rows[:2]] == ["not discussed", "discussed"]
    assert rows[6].meeting.date is None
    assert (rows[6].status, rows[6].change) == ("discussed", None)


def test_the_weight_is_the_share_of_words_so_that_long_and_short_notes_compare(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    minutes(folder, "2024-02-09", "housing", "roads", "schools")
    short, long = follow(town, folder).rows
    words = {name: len(line.split()) for name, line in LINES.items()}
    assert short.weight == 1
    assert long.weight == pytest.approx(words["housing"] / sum(words.values()), abs=1e-4)


def test_a_passage_that_says_the_same_takes_up_the_earlier_one(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    minutes(folder, "2024-02-09", "housing")
    first, second = follow(town, folder).rows
    assert first.passages[0].takes_up is None
    assert second.passages[0].takes_up == first.passages[0].passage


def test_excluded_words_rule_a_passage_out(town: Index, tmp_path: Path) -> None:
    minutes(tmp_path / "town", "2024-01-09", "housing")
    assert follow(town, tmp_path / "town").discussed
    assert not town.timeline(Theme("housing", words=("housing",), exclude=("damp home",))).discussed


def test_a_heading_that_names_the_theme_brings_what_stands_below_and_not_its_sibling(
    town: Index, tmp_path: Path
) -> None:
    (tmp_path / "note.md").write_text(
        "# Town Committee\n\nDate: 2024-01-09\n\n## Housing & Roads\n\n### Housing\n\n- It was postponed.\n\n"
        "### Roads\n\n- It was agreed.\n\n## Housing\n\n### Figures\n\n- They rose.\n"
    )
    (row,) = follow(town, tmp_path / "note.md").rows
    assert sorted(cited.passage.text for cited in row.passages) == ["It was postponed.", "They rose."]
    assert {reason for cited in row.passages for reason in cited.reasons} == {"heading"}


def test_limits_hide_rows_and_change_none(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    for date in ("2024-01-09", "2024-02-09", "2024-03-09"):
        minutes(folder, date, "housing", "roads")
    every = follow(town, folder).rows
    assert town.timeline(HOUSING, since="2024-02").rows == every[1:]
    assert town.timeline(HOUSING, until="2024-02").rows == every[:2]
    assert town.timeline(HOUSING, series="parish").rows == ()


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(sorted(LINES)), min_size=1, max_size=3, unique=True), min_size=1, max_size=4))
def test_a_later_meeting_leaves_every_earlier_row_as_it_was(
    town: Index, tmp_path_factory: pytest.TempPathFactory, held: list[list[str]]
) -> None:
    folder = tmp_path_factory.mktemp("town")
    with Index(tmp_path_factory.mktemp("index")) as index:
        before: dict[str, tuple[object, ...]] = {}
        for month, subjects in enumerate(held, 1):
            minutes(folder, f"2024-{month:02}-09", *subjects)
            index.ingest([folder])
            for theme in (HOUSING.name, "road", "damp homes in the north"):
                rows = index.timeline(theme).rows
                assert rows[:-1] == before.get(theme, ())
                before[theme] = rows


def test_silence_is_told_as_silence_and_every_other_claim_is_shown(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    for date, subject in (("2024-01-09", "housing"), ("2024-02-09", "roads"), ("2024-03-09", "roads")):
        minutes(folder, date, subject)
    story = follow(town, folder).story
    assert [claim.sentence for claim in story] == [
        "“housing” was discussed at one of 3 meetings, on 9 January 2024 (1 passage, 100% of the words).",
        "No passage on it was found at the last 2 meetings.",
    ]
    assert story[0].shown_by
    silent = town.timeline("zebras").story
    assert [claim.sentence for claim in silent] == ["No passage on “zebras” was found in 3 meetings."]


def test_a_frame_has_a_row_a_meeting(index: Index) -> None:
    frame = index.timeline("recall").to_frame()
    assert list(frame["status"]) == ["not discussed", "discussed"]
    assert str(frame["date"].dtype).startswith("datetime64")
    assert all(citation.startswith("IPP External") for citation in frame["citations"][1])


def test_a_timeline_follows_what_another_process_adds(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    assert len(follow(town, folder).rows) == 1
    minutes(folder, "2024-02-09", "roads")
    with Index(tmp_path / "index") as other:
        other.ingest([folder])
    assert len(town.timeline(HOUSING).rows) == 2


def test_a_phrase_longer_than_the_model_reads_is_refused(index: Index) -> None:
    with pytest.raises(BadQuestion, match="longer than the model reads"):
        index.timeline("ox " * 300)


def test_function_words_alone_are_no_theme(index: Index) -> None:
    with pytest.raises(BadQuestion, match="“of the” names no subject"):
        index.timeline("of the")


def test_a_time_in_a_phrase_does_not_silence_it(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    town.ingest([folder])
    assert town.timeline("damp homes since January 2024").rows[0].status == "discussed"


def test_an_undated_meeting_is_told_as_such_and_never_as_the_last(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    minutes(folder, "2024-02-09", "roads")
    minutes(folder, "", "housing")
    assert [claim.sentence for claim in follow(town, folder).story] == [
        "“housing” was discussed at one of 2 meetings, on 9 January 2024 (1 passage, 100% of the words).",
        "No passage on it was found at the last meeting.",
        "It was also discussed at 1 meeting without a date, whose place in time is not known.",
    ]


def test_the_story_is_told_by_group(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    for name, said in (("Parish Council", "housing"), ("School Board", "schools")):
        record = f"# {name}\n\nDate: 2024-02-09\n\n## Reports\n\n- {LINES[said]}\n"
        (folder / f"{name}.md").write_text(record, "utf-8")
    assert [claim.sentence for claim in follow(town, folder).story] == [
        "Town Committee: “housing” was discussed on 9 January 2024.",
        "Parish Council: “housing” was discussed on 9 February 2024.",
        "No passage on it was found in 1 other group.",
    ]


def test_what_is_hardly_a_word_does_not_lead(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    folder.mkdir()
    said = f"# Town Committee\n\nDate: 2024-02-09\n\n## Housing\n\n- None?\n- {LINES['housing']}\n"
    (folder / "town.md").write_text(said, "utf-8")
    (row,) = follow(town, folder).rows
    assert [cited.passage.text for cited in row.passages] == [LINES["housing"], "None?"]


def test_what_is_new_is_told_by_series(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    minutes(folder, "2024-01-09", "housing")
    (folder / "parish.md").write_text(f"# Parish Council\n\nDate: 2024-02-09\n\n## Reports\n\n- {LINES['housing']}\n")
    minutes(folder, "2024-03-09", "housing")
    rows = follow(town, folder).rows
    assert [(row.meeting.name, row.change) for row in rows] == [
        ("Town Committee", "new"),
        ("Parish Council", "new"),
        ("Town Committee", "continued"),
    ]


def test_a_themes_file_in_the_index_folder_stands_before_the_bundled_one(index: Index) -> None:
    (index.folder / "themes.toml").write_text('["tags"]\nwords = ["electronic tags"]\n')
    assert list(index.themes()) == ["tags"]
    assert [cited.passage.start_line for cited in index.timeline("tags").rows[1].passages] == [32]
    (index.folder / "themes.toml").write_text("broken")
    assert not index.search("recall", until="2020").found


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        ('".at()"', [1]), ('"of and"', [2]), ('“clean  air”', [0]), ('"of air"', []), ('"Air and tides"', [0, 1]),
        ('"clean air" zones', [0]), ('"clean" potholes', []),
    ],
)  # fmt: skip
def test_what_stands_in_quotation_marks_is_followed_letter_by_letter(
    phrase: str, found: list[int], town: Index, tmp_path: Path
) -> None:
    said = ["The clean air zones were drawn.", "Air was let in with .at() twice.", "A box of and a lid for apples."]
    lines = "\n".join(f"- {line}" for line in said[:2])
    record = f"# Board\n\nDate: 2024-02-09\n\n## Air and tides\n\n{lines}\n\n## Other\n\n- {said[2]}\n"
    (tmp_path / "board.md").write_text(record, "utf-8")
    town.ingest([tmp_path / "board.md"])
    (row,) = town.timeline(phrase).rows
    assert sorted(said.index(cited.passage.text) for cited in row.passages) == found


def test_a_heading_with_an_excluded_phrase_brings_nothing_in(town: Index, tmp_path: Path) -> None:
    theme = Theme("climate", words=("climate",), exclude=("economic climate",))
    record = "# Board\n\nDate: 2024-02-09\n\n## Economic climate\n\n- Rates rose.\n- The climate warms.\n"
    (tmp_path / "board.md").write_text(record, "utf-8")
    town.ingest([tmp_path / "board.md"])
    (row,) = town.timeline(theme).rows
    assert [cited.passage.text for cited in row.passages] == ["The climate warms."]


def test_the_first_row_shown_is_not_told_as_the_first_of_all(town: Index, tmp_path: Path) -> None:
    folder = tmp_path / "town"
    for date in ("2023-01-09", "2024-01-09", "2024-02-09"):
        minutes(folder, date, "housing")
    followed = follow(town, folder, since="2024")
    assert followed.limits == {"since": "2024-01-01"}
    (before,) = (claim for claim in followed.story if "before the meetings shown" in claim.sentence)
    assert before.sentence == "It had come up before the meetings shown, first on 9 January 2023."
    assert [str(passage.meeting.date) for passage in before.shown_by] == ["2023-01-09"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(
    others=st.lists(st.sampled_from(sorted(LINES)), min_size=1, max_size=3),
    phrase=st.sampled_from(["damp homes", "main road"]),
)
def test_another_groups_records_change_no_row(
    others: list[str], phrase: str, encoder: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("groups")
    for date, subject in (("2024-01-09", "housing"), ("2024-02-09", "roads"), ("2024-03-09", "schools")):
        minutes(folder / "town", date, subject)
    with Index(folder / "index") as index:
        index.ingest([folder / "town"])
        before = index.timeline(phrase).rows
        (folder / "other").mkdir()
        for n, subject in enumerate(others):
            record = f"# Parish Council\n\nDate: 2024-01-{n + 1:02}\n\n## Reports\n\n- {LINES[subject]}\n"
            (folder / "other" / f"{n}.md").write_text(record, "utf-8")
        index.ingest([folder / "other"])
        after = index.timeline(phrase, series="Town Committee").rows
    assert after == before


def test_bundled_themes_are_for_the_bundled_notes(index: Index, tmp_path: Path) -> None:
    assert "recall" in index.themes()
    assert index.timeline("recall").followed_as == "a theme of the themes file"
    minutes(tmp_path / "town", "2024-01-09", "housing")
    index.ingest([tmp_path / "town"])
    assert index.themes() == {}
    assert index.timeline("recall").followed_as == "a phrase"
