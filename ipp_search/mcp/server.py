"""Answers the protocol: tools, a prompt for agents, and the meetings as resources."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from urllib.parse import quote, unquote

from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INTERNAL_ERROR,
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ListToolsResult,
    PaginatedRequestParams,
    Prompt,
    PromptArgument,
    PromptMessage,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextContent,
    TextResourceContents,
    ToolAnnotations,
)
from mcp_types import Tool as ToolShown
from pydantic import TypeAdapter, ValidationError

from ipp_search._version import __version__
from ipp_search.errors import IppSearchError
from ipp_search.mcp.prompt import ANSWER, INSTRUCTIONS
from ipp_search.mcp.tools import TOOLS, Tool
from ipp_search.output.as_json import to_json

if TYPE_CHECKING:
    from ipp_search.api import Index

_LOG = logging.getLogger("ipp_search.mcp")
_MEETING = "ipp-search://meeting/"
_AT_ONCE = 100  # resources of a list
_PROMPT = "answer_from_records"
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_Answer = TypeVar("_Answer")


class Runs(Protocol):
    """Runs a job on an index that is open, in a thread of its own."""

    def __call__(self, job: Callable[[Index], _Answer]) -> Awaitable[_Answer]:
        """What the job gives."""
        ...


def make_server(run: Runs) -> Server[Any]:
    """The server, for any transport of the SDK."""
    tools = {tool.name: tool for tool in TOOLS}

    async def list_tools(_: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_shown(tool) for tool in TOOLS])

    async def call_tool(_: Any, params: CallToolRequestParams) -> CallToolResult:
        if (tool := tools.get(params.name)) is None:
            raise MCPError(INVALID_PARAMS, f"There is no tool {params.name!r}. There are {', '.join(tools)}.")
        try:
            asked = tool.asked.model_validate(params.arguments or {})
            answer = await run(partial(_answer, tool, asked))
        except ValidationError as error:
            return _refused(_why(tool, error))
        except IppSearchError as error:
            return _refused(str(error))
        except Exception as error:
            _LOG.error("an error of ours: %s", type(error).__name__)
            return _refused("Something went wrong that should not have. Ask again; if it stays, report it.")
        text = to_json(answer, one_line=True)
        return CallToolResult(content=[TextContent(text=text)], structured_content=answer)

    async def list_resources(_: Any, params: PaginatedRequestParams | None) -> ListResourcesResult:
        begin = _begin(params.cursor if params else None)
        held = await run(lambda index: index.meetings())
        shown = [
            Resource(
                uri=_MEETING + quote(one.meeting.id, safe=""), name=one.meeting.id, mime_type="text/plain",
                title=f"{one.meeting.name}, {one.meeting.when}",
            )
            for one in held[begin : begin + _AT_ONCE]
        ]  # fmt: skip
        more = str(begin + _AT_ONCE) if begin + _AT_ONCE < len(held) else None
        return ListResourcesResult(resources=shown, next_cursor=more)

    async def list_templates(_: Any, __: PaginatedRequestParams | None) -> ListResourceTemplatesResult:
        template = ResourceTemplate(
            uri_template=_MEETING + "{id}", name="meeting", title="The record of a meeting", mime_type="text/plain"
        )
        return ListResourceTemplatesResult(resource_templates=[template])

    async def read_resource(_: Any, params: ReadResourceRequestParams) -> ReadResourceResult:
        uri = str(params.uri)
        if not uri.startswith(_MEETING):
            raise MCPError(INVALID_PARAMS, f"There is no resource {uri}. Their addresses begin with {_MEETING}")
        try:
            text = await run(partial(_record, unquote(uri.removeprefix(_MEETING))))
        except IppSearchError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from None
        except Exception as error:
            _LOG.error("an error of ours: %s", type(error).__name__)
            raise MCPError(INTERNAL_ERROR, "Something went wrong that should not have.") from None
        return ReadResourceResult(contents=[TextResourceContents(uri=uri, mime_type="text/plain", text=text)])

    async def list_prompts(_: Any, __: PaginatedRequestParams | None) -> ListPromptsResult:
        asks = PromptArgument(name="question", description="What is asked.", required=True)
        shown = Prompt(name=_PROMPT, title="Answer from the records, with proof", arguments=[asks])
        return ListPromptsResult(prompts=[shown])

    async def get_prompt(_: Any, params: GetPromptRequestParams) -> GetPromptResult:
        question = (params.arguments or {}).get("question", "").strip()
        if params.name != _PROMPT or not question:
            raise MCPError(INVALID_PARAMS, f"The prompt is {_PROMPT}, with a question.")
        text = ANSWER.format(question=question)
        return GetPromptResult(messages=[PromptMessage(role="user", content=TextContent(text=text))])

    return Server(
        "ipp-search", version=__version__, title="Meeting records", instructions=INSTRUCTIONS,
        on_list_tools=list_tools, on_call_tool=call_tool, on_list_resources=list_resources,
        on_list_resource_templates=list_templates, on_read_resource=read_resource, on_list_prompts=list_prompts,
        on_get_prompt=get_prompt,
    )  # fmt: skip


def _shown(tool: Tool) -> ToolShown:
    gives = _keys_and_types(TypeAdapter(tool.gives).json_schema())
    return ToolShown(
        name=tool.name, title=tool.title, description=tool.description, annotations=_READS,
        input_schema=tool.asked.model_json_schema(), output_schema=gives,
    )  # fmt: skip


def _keys_and_types(schema: Any) -> Any:
    """A schema without titles and descriptions: an agent reads it with every conversation, and the tool has one."""
    if isinstance(schema, list):
        return [_keys_and_types(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {key: _keys_and_types(one) for key, one in value.items()}
        if name in {"properties", "$defs"}
        else _keys_and_types(value)
        for name, value in schema.items()
        if name not in {"title", "description"}
    }


def _answer(tool: Tool, asked: Any, index: Index) -> dict[str, Any]:
    with index.session.reading():  # the note and the answer are of one state
        return tool.answer(index, asked)


def _record(meeting: str, index: Index) -> str:
    record = index.read(meeting)
    first = record.text.count("\n", 0, record.begin) + 1
    lines = enumerate(record.text[record.begin : record.end].split("\n"), first)
    numbered = [f"{number}  {line}" for number, line in lines if line.strip()]
    return "\n".join([f"{record.meeting.name}, {record.meeting.when}", "", *numbered])


def _refused(why: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=why)], is_error=True)


def _why(tool: Tool, error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "the arguments"
    if first["type"] == "extra_forbidden":
        return f"There is no parameter {name!r} here. There are {', '.join(tool.asked.model_fields)}."
    if first["type"] == "missing":
        return f"{name} is missing."
    return f"{name}: {first['msg']}."


def _begin(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise MCPError(INVALID_PARAMS, "This is no cursor of the list.")
    return int(cursor)
