"""What an agent is told of the server is short, true and enough to use it well."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from mcp import Client, MCPError

from ipp_search.api import Index
from ipp_search.mcp.tools import TOOLS

from .conftest import as_agent
from .test_tools import CALLS

_DESCRIPTION = 300  # tokens
_ALL = 4_600  # tokens of all tools, which an agent reads with every conversation


def tokens(text: str) -> int:
    """A token has four characters of English, by the makers of the models; three of JSON."""
    return len(text) // 3


def listed(index: Index) -> list[Any]:
    async def ask(client: Client) -> Any:
        return (await client.list_tools()).tools

    tools: list[Any] = as_agent(index, ask)
    return tools


def test_there_are_at_most_seven_tools_that_only_read(index: Index) -> None:
    tools = listed(index)
    assert [one.name for one in tools] == [
        "search", "show", "timeline", "actions", "meetings", "brief", "verify_text",
    ]  # fmt: skip
    for one in tools:
        assert one.annotations.read_only_hint
        assert one.annotations.destructive_hint is False
        assert one.annotations.open_world_hint is False


def test_descriptions_are_short_and_all_that_is_told_of_the_tools_too(index: Index) -> None:
    tools = listed(index)
    assert all(20 < tokens(one.description) < _DESCRIPTION for one in tools)
    assert tokens(json.dumps([one.model_dump(by_alias=True, exclude_none=True) for one in tools])) < _ALL


def test_every_parameter_is_described_and_no_other_is_taken(index: Index) -> None:
    for one in listed(index):
        assert one.input_schema["additionalProperties"] is False
        for name, told in one.input_schema["properties"].items():
            assert told["description"], (one.name, name)
            assert not {"path", "file", "folder"} & {name}


@pytest.mark.parametrize(("tool", "asked"), CALLS)
def test_every_answer_is_of_its_schema_and_its_text_says_the_same(
    index: Index, tool: str, asked: dict[str, Any]
) -> None:
    async def ask(client: Client) -> Any:
        return await client.call_tool(tool, asked)

    answer = as_agent(index, ask)
    schema = next(one.output_schema for one in listed(index) if one.name == tool)
    known = {*schema["properties"]}
    jsonschema.validate(answer.structured_content, schema)
    assert answer.structured_content.keys() <= known
    assert json.loads(answer.content[0].text) == answer.structured_content


def test_no_answer_names_a_path_of_the_machine(index: Index) -> None:
    async def ask(client: Client) -> Any:
        return [(await client.call_tool(tool, asked)).content[0] for tool, asked in CALLS]

    for answer in as_agent(index, ask):
        assert str(index.folder.parent) not in answer.text


def test_the_prompt_asks_for_quotations_citations_and_proof(index: Index) -> None:
    async def ask(client: Client) -> Any:
        return await client.get_prompt("answer_from_records", {"question": "What of {recall}?"})

    text = as_agent(index, ask).messages[0].content.text
    assert "What of {recall}?" in text
    assert all(word in text for word in ("Quote", "Cite", "verify_text", "nearest"))
    assert tokens(text) < _DESCRIPTION * 2


def test_meetings_are_resources_whose_lines_are_those_that_citations_count(index: Index) -> None:
    async def ask(client: Client) -> Any:
        held = (await client.list_resources()).resources
        return held, await client.read_resource(held[1].uri)

    held, read = as_agent(index, ask)
    assert [one.name for one in held] == [one.meeting.id for one in index.meetings()]
    passage = index.search("recall").hits[0].passage
    line = next(one for one in read.contents[0].text.split("\n") if one.startswith(f"{passage.start_line}  "))
    assert passage.text[:30] in line


@pytest.mark.parametrize("uri", ["ipp-search://meeting/1900", "file:///etc/passwd", "ipp-search://meeting/..%2F.."])
def test_a_resource_that_is_not_there_is_refused(index: Index, uri: str) -> None:
    with pytest.raises(MCPError, match=r"no resource|No meeting"):
        as_agent(index, lambda client: client.read_resource(uri))


def test_a_tool_or_a_prompt_that_is_not_there_is_refused(index: Index) -> None:
    with pytest.raises(MCPError, match="no tool"):
        as_agent(index, lambda client: client.call_tool("delete", {}))
    with pytest.raises(MCPError, match="The prompt is"):
        as_agent(index, lambda client: client.get_prompt("other", {"question": "a"}))


def test_each_tool_has_a_type_of_its_own() -> None:
    assert len({tool.asked for tool in TOOLS}) == len({tool.gives for tool in TOOLS}) == len(TOOLS)
