from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipp_search.errors import BadQuestion, BadThemes
from ipp_search.query.themes.editing import drop_theme, put_theme
from ipp_search.query.themes.file import Theme, read_themes

ROOFS = Theme("roofs", "What is above.", ("roof", "slates"), ("what leaks from above",), ("roof rack",))


def test_a_theme_that_is_kept_is_read_back_with_all_its_parts(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    put_theme(file, ROOFS, None, {})
    assert read_themes(file) == {"roofs": ROOFS}


def test_comments_and_other_themes_outlive_an_edit_and_a_new_name(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    file.write_text('# Ours.\n[roofs]\nwords = ["roof"]  # the main one\n\n[rents]\nwords = ["rent"]\n', "utf-8")
    known = read_themes(file)
    put_theme(file, Theme("Rents", words=("rent", "arrears")), "rents", known)
    assert "# Ours." in file.read_text("utf-8")
    assert "# the main one" in file.read_text("utf-8")
    assert list(read_themes(file)) == ["roofs", "Rents"]
    assert read_themes(file)["Rents"].words == ("rent", "arrears")


@pytest.mark.parametrize(
    "theme",
    [Theme("", words=("roof",)), Theme("x" * 101, words=("roof",)), Theme("roofs"), Theme("roofs", words=("…",))],
)
def test_a_theme_without_a_name_or_without_anything_to_find_is_refused(tmp_path: Path, theme: Theme) -> None:
    with pytest.raises(BadQuestion):
        put_theme(tmp_path / "themes.toml", theme, None, {})
    assert not (tmp_path / "themes.toml").exists()


def test_no_theme_takes_the_name_of_another_one(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    put_theme(file, ROOFS, None, {})
    before = file.read_text("utf-8")
    with pytest.raises(BadQuestion, match="already"):
        put_theme(file, Theme("ROOFS", words=("tile",)), None, read_themes(file))
    assert file.read_text("utf-8") == before


def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    file.write_text("[roofs\n", "utf-8")
    with pytest.raises(BadThemes):
        put_theme(file, ROOFS, None, {})
    assert file.read_text("utf-8") == "[roofs\n"


def test_the_last_theme_takes_its_file_with_it(tmp_path: Path) -> None:
    file = tmp_path / "themes.toml"
    put_theme(file, ROOFS, None, {})
    with pytest.raises(BadQuestion):
        drop_theme(file, "rents", read_themes(file))
    drop_theme(file, "Roofs", read_themes(file))
    assert not file.exists()


@given(name=st.text(max_size=30), words=st.lists(st.text(max_size=20), max_size=4))
def test_whatever_is_typed_is_refused_or_read_back_as_it_was_kept(
    tmp_path_factory: pytest.TempPathFactory, name: str, words: list[str]
) -> None:
    file = tmp_path_factory.mktemp("themes") / "themes.toml"
    try:
        kept = put_theme(file, Theme(name, words=tuple(words)), None, {})
    except BadQuestion:
        return
    assert read_themes(file) == {kept.name: kept}
