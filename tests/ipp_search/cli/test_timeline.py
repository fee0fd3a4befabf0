from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
HOSTILE = '["x"]\ndescription = "<script>alert(1)</script>"\nwords = ["recall"]\n'


def test_text_tells_silence_change_and_cited_words(run: Run) -> None:
    lines = run("timeline", "recall").out.splitlines()
    assert any(re.match(r"2023-09-11 .*no passage found", line) for line in lines)
    assert any(re.match(r"2025-06-03 .*new .*9 passages, 1 action", line) for line in lines)
    cited = "IPP External Stakeholder Challenge Group, 3 June 2025, Policy Update › Recall Review, line"
    assert any(line.startswith(f"     — {cited}") for line in lines)
    assert "     and 6 more passages; --passages 0 shows all" in lines
    assert "more passages" not in run("timeline", "recall", "--passages", "0").out


def test_json_has_a_row_for_every_meeting_with_whole_passages(run: Run) -> None:
    answer = json.loads(run("timeline", "recall", "--format", "json").out)
    silent, spoke = answer["rows"]
    assert (answer["version"], answer["theme"]) == (1, "recall")
    assert (silent["status"], silent["weight"], silent["change"], silent["passages"]) == ("not discussed", 0, None, [])
    assert (spoke["status"], spoke["change"]) == ("discussed", "new")
    for passage in spoke["passages"]:
        text = Path(passage["path"]).read_text("utf-8")
        assert text[passage["start"] : passage["end"]] == passage["text"]
        assert set(passage["reasons"]) <= {"heading", "words", "meaning"}
    cited = {citation for claim in answer["story"] for citation in claim["citations"]}
    assert cited <= {passage["citation"] for passage in spoke["passages"]}
    assert isinstance(json.loads(run("timeline", "recall", "women", "--format", "json").out), list)


def test_both_tables_agree_with_the_json(run: Run) -> None:
    rows = json.loads(run("timeline", "women", "--format", "json").out)["rows"]
    passages = list(csv.DictReader(io.StringIO(run("timeline", "women", "--format", "csv").out)))
    meetings = list(csv.DictReader(io.StringIO(run("timeline", "women", "--format", "csv-meetings").out)))
    assert [row["citation"] for row in passages] == [p["citation"] for row in rows for p in row["passages"]]
    told = [(row["status"], float(row["weight"])) for row in meetings]
    assert told == [(row["status"], row["weight"]) for row in rows]


def test_who_raised_it_adds_up_to_the_weight(run: Run) -> None:
    row = json.loads(run("timeline", "recall", "--by", "organisation", "--format", "json").out)["rows"][1]
    assert {"HMPPS", "The Parole Board"} <= row["by"].keys()
    assert sum(row["by"].values()) == pytest.approx(row["weight"], abs=0.001)
    assert "HMPPS" in run("timeline", "recall", "--by", "organisation").out


class Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.to: set[str] = set()
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.loaded += [given[name] for name in ("src", "xlink:href") if name in given]
        if "href" in given:
            self.to.add(given["href"])


def test_the_page_needs_no_network_and_every_bar_leads_to_its_passages(run: Run, tmp_path: Path) -> None:
    assert run("timeline", "recall", "communications", "-o", str(tmp_path / "page.html")).code == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    links = Links(page)
    assert not links.loaded
    assert all(to.startswith("#") and to[1:] in links.ids for to in links.to)
    assert {"#theme-0-meeting-1", "#theme-1-meeting-0", "#theme-1-meeting-1"} <= links.to
    assert len(set(links.ids)) == len(links.ids)
    assert "url(" not in page
    assert "@import" not in page


def test_words_of_records_and_themes_are_never_markup_in_the_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "themes.toml").write_text(HOSTILE)
    page = run("timeline", "x", "<b>bold</b>", "--themes", str(tmp_path / "themes.toml"), "--format", "html").out
    assert "<script" not in page
    assert "<b>bold" not in page


def test_pictures_are_drawn_without_a_browser(run: Run, tmp_path: Path) -> None:
    assert run("timeline", "recall", "women", "-o", str(tmp_path / "chart.png")).code == 0
    assert (tmp_path / "chart.png").read_bytes().startswith(b"\x89PNG")
    drawn = run("timeline", "recall", "--format", "svg").out
    assert drawn.startswith("<svg")
    assert "recall, 11 September 2023, IPP External Stakeholder Challenge Group: no passage found" in drawn


@pytest.mark.parametrize("format_", ["text", "json", "md", "csv", "csv-meetings", "html", "svg"])
def test_two_runs_print_the_same_to_the_byte(run: Run, format_: str) -> None:
    ask = ("timeline", "recall", "mental health", "--format", format_)
    assert run(*ask).out == run(*ask).out


def test_a_batch_answers_line_by_line_and_names_the_line_that_it_cannot(run: Run, tmp_path: Path) -> None:
    batch = tmp_path / "themes.jsonl"
    lines = [{"id": 1, "theme": "recall", "since": "2025"}, {"id": 2, "theme": 3}, {"id": 4, "theme": "women", "x": 1}]
    batch.write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n")
    ran = run("timeline", "--batch", str(batch))
    assert run("timeline", "--batch", str(batch), "-o", str(tmp_path / "run.jsonl")).code == 1
    assert (tmp_path / "run.jsonl").read_text("utf-8") == ran.out
    answers = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 1
    assert [answer["id"] for answer in answers] == [1, 2, 4, None]
    assert [len(answer["rows"]) for answer in answers] == [1, 0, 0, 0]
    assert "line 2: the theme is 3" in ran.err
    assert "line 3: 'x' is no filter" in ran.err
    assert "line 4: no JSON object" in ran.err


def test_a_slip_in_a_name_is_followed_as_a_phrase_and_the_nearest_name_told(run: Run) -> None:
    ran = run("timeline", "comunications")
    assert ran.code == 0
    assert "did you mean 'communications'?" in ran.err


def test_what_nothing_speaks_to_is_a_timeline_of_silence(run: Run) -> None:
    ran = run("timeline", "zebra crossings")
    assert ran.code == 0
    assert "No passage on “zebra crossings” was found in 2 meetings." in ran.out


def test_wrong_usage_is_one_line_and_exit_code_2(run: Run) -> None:
    assert run("timeline").code == 2
    assert "No theme is named." in run("timeline").err
    assert run("timeline", "recall", "--since", "someday").code == 2
    assert run("timeline", "recall", "--themes", "nowhere.toml").code == 1


def test_a_file_of_a_kind_that_is_not_written_is_refused(run: Run, tmp_path: Path) -> None:
    for command in ("timeline", "brief"):
        ran = run(command, "recall", "-o", tmp_path / "x.xyz")
        assert ran.code == 2
        assert "No .xyz file can be written" in ran.err
    assert not (tmp_path / "x.xyz").exists()
    run("timeline", "recall", "-o", tmp_path / "x.htm")
    assert (tmp_path / "x.htm").read_text("utf-8").startswith("<!DOCTYPE html>")
