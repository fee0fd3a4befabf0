from __future__ import annotations

from pathlib import Path

import pytest

from ipp_search.errors import BadQuestion, BadThemes
from ipp_search.query.themes.file import BUNDLED, Theme, chosen, nearest_name, phrase_theme, read_themes


def test_the_bundled_themes_each_have_a_description_and_words() -> None:
    themes = read_themes(BUNDLED)
    assert {"recall", "mental health", "communications"} <= themes.keys()
    assert all(theme.description and theme.words for theme in themes.values())


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", None, "no theme"),
        ("# nothing\n", None, "no theme"),
        ("[recall]\nwords = [\n", None, "line 3"),
        ("[recall]\nwords = ['a']\n[recall]\nwords = ['b']\n", None, "line 3"),
        ('[a]\nwords = ["x"]\n\n[recall]\nword = ["x"]\n', 5, "'word'"),
        ('[recall]\nwords = "recall"\n', 2, "list of words"),
        ('[recall]\nwords = ["?"]\n', 2, "list of words"),
        ("[recall]\ndescription = 3\nwords = ['a']\n", 2, "quotation marks"),
        ('["parole board"]\ndescription = "x"\n', 1, "neither words nor questions"),
        ("recall = 3\n", 1, "[recall]"),
    ],
)
def test_a_broken_file_is_refused_with_its_line_and_why(tmp_path: Path, text: str, line: int | None, why: str) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(text)
    with pytest.raises(BadThemes) as error:
        read_themes(path)
    assert str(path) in str(error.value)
    assert why in str(error.value)
    if line:
        assert f"line {line}:" in str(error.value)


def test_a_missing_or_binary_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadThemes, match="No such file"):
        read_themes(tmp_path / "none.toml")
    (tmp_path / "binary.toml").write_bytes(bytes(range(256)) * 4)
    with pytest.raises(BadThemes, match="no themes file"):
        read_themes(tmp_path / "binary.toml")


def test_a_name_in_any_case_is_a_theme_and_anything_else_a_phrase() -> None:
    known = read_themes(BUNDLED)
    named, phrase, own = chosen(["Mental  Health", 'tags "as last resort"', Theme("x", words=("y",))], known)
    assert named == known["mental health"]
    assert phrase == phrase_theme('tags "as last resort"')
    assert (phrase.literal, phrase.questions) == (("as last resort",), ("tags as last resort",))
    assert own.words == ("y",)
    for none in ([], ["?!"], [""], [["recall"]], [None]):
        with pytest.raises(BadQuestion):
            chosen(none, known)  # type: ignore[arg-type]


def test_a_slip_is_told_the_nearest_name_and_other_words_are_not() -> None:
    known = read_themes(BUNDLED)
    assert nearest_name("recal", known) == "recall"
    assert nearest_name("Recall", known) is None
    assert nearest_name("mental health assessment in prisons", known) is None
