from __future__ import annotations

from pathlib import Path

from ipp_search.api import Index

LINE = "HMPPS to publish the recall figures for all regions by the summer."


def test_an_action_copied_forward_is_one_hit_that_names_the_other_places(index: Index, tmp_path: Path) -> None:
    for day in ("2024-01-01", "2024-02-01", "2024-03-01"):
        (tmp_path / f"{day}-board.txt").write_text(f"Board\nACTION: {LINE}\n", "utf-8")
    index.ingest(sorted(tmp_path.glob("2024-*.txt")))
    hits = [
        hit for hit in index.search("publish recall figures regions summer", limit=50).hits if LINE in hit.passage.text
    ]
    assert len(hits) == 1
    assert len(hits[0].also_in) == 2
    assert hits[0].passage.citation not in hits[0].also_in


def test_what_differs_in_a_number_or_in_words_is_no_repeat(index: Index, tmp_path: Path) -> None:
    (tmp_path / "2024-01-01-board.txt").write_text(
        "Board\n"
        "- The committee heard that 14 people were waiting for a bed in the north.\n"
        "- The committee heard that 19 people were waiting for a bed in the north.\n"
        "- The committee heard that nobody was waiting for any help from doctors there.\n",
        "utf-8",
    )
    index.ingest([tmp_path / "2024-01-01-board.txt"])
    hits = index.search("committee waiting for a bed", lexical=True, limit=50).hits
    assert len([hit for hit in hits if "committee heard" in hit.passage.text]) == 3


def test_short_turns_that_read_alike_are_no_repeats(index: Index, tmp_path: Path) -> None:
    (tmp_path / "2024-01-01-call.txt").write_text(
        "".join(f"Ann Lee: Shall we buy beds number {word}?\nTom Reed: Yes we shall.\n"
                for word in ("one", "two", "three", "four", "five")), "utf-8",
    )  # fmt: skip
    index.ingest([tmp_path / "2024-01-01-call.txt"])
    hits = index.search("shall", lexical=True, limit=50).hits
    assert len([hit for hit in hits if hit.passage.text == "Yes we shall."]) == 5


def test_hits_behind_more_repeats_than_are_looked_at_are_found_all_the_same(index: Index, tmp_path: Path) -> None:
    for n in range(90):
        (tmp_path / f"minutes-{n}.txt").write_text(f"Board {n % 28 + 1} May {2024 + n // 28}\n- {LINE}\n", "utf-8")
    (tmp_path / "other.txt").write_text("Board 31 May 2024\n- The figures were shown to the members.\n", "utf-8")
    index.ingest([tmp_path])
    first, second = index.search("publish the figures", lexical=True, limit=2, since="2024-05", until="2027-05").hits
    assert len(first.also_in) == 89
    assert second.passage.text == "The figures were shown to the members."
