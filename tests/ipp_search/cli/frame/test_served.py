"""A server runs for the command line what only reads and prints, however the options are written."""

from __future__ import annotations

import pytest

from ipp_search.cli.frame.served import can_be_served


@pytest.mark.parametrize(
    "line",
    [
        ["search", "recall"], ["search", "--", "-o"], ["search", "the -o option"],
        ["search", "--format", "json", "docx"],
        ["timeline", "recall", "--since", "2024"], ["themes"], ["themes", "discover", "--count", "5"], ["show", "png"],
        ["brief", "recall", "--length=short"], ["search", "--nope"], ["actions", "--open", "-h"],
    ],
)  # fmt: skip
def test_what_only_reads_is_served(line: list[str]) -> None:
    assert can_be_served(line)


@pytest.mark.parametrize(
    "line",
    [
        ["brief", "recall", "-o", "x.docx"], ["brief", "recall", "-vo/tmp/x"], ["brief", "recall", "-vox"],
        ["brief", "recall", "--output=x"], ["brief", "recall", "--llm", "http://x/"],
        ["brief", "recall", "--template=x.docx"], ["search", "recall", "--rerank", "m"], ["search", "--batch=-"],
        ["search", "x", "--index", "elsewhere"], ["timeline", "x", "--themes", "x"], ["timeline", "x", "--format=png"],
        ["actions", "--format", "docx"], ["themes", "discover", "-ox"], ["themes", "--themes=x", "discover"],
        ["ingest", "x"], ["verify", "x"], ["serve"], [], ["-o"],
    ],
)  # fmt: skip
def test_what_names_a_file_a_model_or_an_address_is_not(line: list[str]) -> None:
    assert not can_be_served(line)
