"""Makes the reference pages from the program itself, so that they cannot differ from it; ``hooks`` in mkdocs.yml."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

DECISIONS = Path(__file__).parent / "decisions"


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """Put what is generated in the place of its mark."""
    for mark, make in {
        "{{ python }}": python_names,
        "{{ json }}": json_types,
        "{{ http }}": http_routes,
        "{{ decisions }}": decisions,
        "{{ packages }}": packages,
        "{{ features }}": ranking_features,
    }.items():
        if mark in markdown:
            markdown = markdown.replace(mark, make())
    return markdown


def python_names() -> str:
    """Every public name with its docstring."""
    import ipp_search

    parts = []
    for name in sorted(dir(ipp_search), key=str.casefold):
        found = getattr(ipp_search, name)
        module = getattr(found, "__module__", "")
        if name == "__version__":
            parts.append(f"### `{name}` {{ #{name} }}\n\nThe version, as text.")
        elif name == "open":
            parts.append("### `open` { #open }\n\n`open_index`, under the name by which a notebook calls it.")
        elif str(module).startswith("ipp_search"):
            parts.append(f"::: {module}.{found.__name__}")
        else:
            parts.append(
                f"### `{name}` {{ #{name} }}\n\n`{str(found).replace('typing.', '').replace('ipp_search.', '')}`"
            )
    return "\n\n".join([*parts, "::: ipp_search.testing.FakeEncoder"])


def json_types() -> str:
    """Every object of the JSON, its keys with what they mean."""
    from ipp_search.output import contract

    own = [name for name in contract.__all__ if name.endswith("Json")]
    return "\n\n".join(f"::: ipp_search.output.contract.{name}" for name in own)


def http_routes() -> str:
    """Every route of the server: what it takes and gives, from its own description."""
    from ipp_search.server.app import make_app
    from ipp_search.server.protocol import Ran

    app = make_app(Path("index"), "", lambda *_: Ran(0, "", ""), hosts=[], guarded=False)
    described = app.openapi()
    parts = []
    for path, methods in described["paths"].items():
        for method, route in methods.items():
            parts.append(f"### {method.upper()} `{path}`\n\n{route['summary']}.")
            rows = [_parameter(one) for one in route.get("parameters", [])]
            if rows:
                parts.append("\n".join(["| parameter | type | meaning |", "| --- | --- | --- |", *rows]))
            if body := route.get("requestBody"):
                parts.append(f"Body: {body['description']}")
            answer = route["responses"]["200"]
            shapes = [_type(content.get("schema", {})) for content in answer.get("content", {}).values()]
            parts.append(f"Gives {', '.join(filter(None, shapes)) or 'JSON lines'}: {answer['description']}")
    errors = described["components"]["schemas"]["ErrorJson"]["properties"]
    parts.append(f"### Errors\n\nEvery error is an object with the keys {', '.join(f'`{key}`' for key in errors)}.")
    return "\n\n".join(parts)


def _parameter(parameter: dict[str, Any]) -> str:
    needed = " (needed)" if parameter.get("required") else ""
    meaning = parameter.get("description", "")
    if (default := parameter["schema"].get("default")) is not None:
        meaning += f" Default: `{default}`."
    return f"| `{parameter['name']}`{needed} | {_type(parameter['schema'])} | {meaning} |"


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[`{name}`](json.md#ipp_search.output.contract.{name})" if name != "HealthJson" else f"`{name}`"
    if "enum" in schema:
        return ", ".join(f"`{one}`" for one in schema["enum"])
    if "anyOf" in schema:
        return " or ".join(filter(None, (_type(one) for one in schema["anyOf"] if one.get("type") != "null")))
    if schema.get("type") == "array":
        return f"a list of {_type(schema['items'])}"
    return str(schema.get("type", ""))


def packages() -> str:
    """Every package, in the order in which a record travels, with the first line of what it says of itself."""
    rows = ["| package | holds |", "| --- | --- |"]
    root = Path(__file__).parents[1]
    for top in ("ingest", "index", "query", "ipp_search"):
        for found in sorted((root / top).rglob("__init__.py"), key=lambda path: path.parts):
            package = found.parent.relative_to(root)
            if not any(parent.is_symlink() for parent in found.parents):
                said = ast.get_docstring(ast.parse(found.read_text("utf-8"))) or ""
                rows.append(f"| `{package.as_posix()}/` | {said.splitlines()[0]} |")
    return "\n".join(rows)


def ranking_features() -> str:
    """Every feature of ranking, from the list that scores."""
    from ipp_search.query.search.ranking.registry import FEATURES

    rows = ["| feature | counts | in minutes | in transcripts | source |", "| --- | --- | --- | --- | --- |"]
    for feature in FEATURES:
        weight = feature.weight()
        rows.append(
            f"| `{feature.name}` | {feature.meaning} | {weight.minutes:g} | {weight.transcripts:g} | {feature.source} |"
        )
    return "\n".join(rows)


def decisions() -> str:
    """Every decision, by its number."""
    rows = []
    for path in sorted(DECISIONS.glob("[0-9]*.md")):
        title = path.read_text("utf-8").splitlines()[0].removeprefix("# ")
        rows.append(f"- [{path.stem[:4]}]({path.name}) {title}")
    return "\n".join(rows)
