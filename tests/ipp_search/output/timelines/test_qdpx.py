from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Run = Callable[..., Any]
NS = {"q": "urn:QDA-XML:project:1.0"}


def opened(path: Path) -> tuple[ElementTree.Element, dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if name != "project.qde"}
        return ElementTree.fromstring(archive.read("project.qde")), texts


def test_each_passage_is_coded_at_its_place_in_the_text_with_a_code_and_a_user_that_are_there(
    run: Run, tmp_path: Path, index: Any
) -> None:
    at = ("--index", str(index.folder))
    found = [cited.passage for row in index.timeline("recall").rows for cited in row.passages]
    run("themes", "mark", "recall", found[0].id, "in", "--coder", "AB", "--memo", "plain", *at)
    assert run("timeline", "recall", "women", "-o", tmp_path / "a.qdpx", *at).code == 0
    project, texts = opened(tmp_path / "a.qdpx")
    assert [code.get("name") for code in project.iterfind(".//q:Code", NS)] == ["recall", "women"]
    guids = [one.get("guid") for one in project.iter() if one.get("guid")]
    assert len(set(guids)) == len(guids)
    coded = []
    for source in project.iterfind(".//q:TextSource", NS):
        text = texts[(source.get("plainTextPath") or "").replace("internal://", "Sources/")]
        for selection in source.iterfind("q:PlainTextSelection", NS):
            coded.append(text[int(selection.get("startPosition", 0)) : int(selection.get("endPosition", 0))])
    assert {passage.text for passage in found} <= set(coded)
    targets = {ref.get("targetGUID") for ref in project.iterfind(".//q:CodeRef", NS)}
    users = {one.get("creatingUser") for one in project.iter() if one.get("creatingUser")}
    assert targets | users <= set(guids)
    assert [user.get("name") for user in project.iterfind(".//q:User", NS)] == ["ipp-search", "AB"]
    assert "plain" in [one.text for one in project.iterfind(".//q:PlainTextSelection/q:Description", NS)]
    first = (tmp_path / "a.qdpx").read_bytes()
    run("timeline", "recall", "women", "-o", tmp_path / "a.qdpx", *at)
    assert (tmp_path / "a.qdpx").read_bytes() == first
