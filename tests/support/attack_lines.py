"""Every regular expression of the project, how it is asked, and lines made to make each of them slow.

A line is what leads up to a repetition, then what is repeated, many times, then an end at which the match fails: the
form of every known attack on backtracking (Weideman et al., 2016, "Analyzing Matching Time Behavior of Backtracking
Regular Expression Matchers by Using Ambiguity of NFA").
"""

from __future__ import annotations

import ast
import importlib
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from re import _constants as op
from re import _parser as parser
from typing import Any

ROOT = Path(__file__).parents[2]
FOLDERS = ("ingest", "index", "query", "ipp_search")
METHODS = {"match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
_MANY = 16  # a repetition of fewer is a part of what leads up to the next
_EVERYWHERE = (" ", "\t", "\n", "a", "A", "1", ".", "-", "|", "(", "a ", "A. ", "1.", "i.", "Ab ", "a, ", "*", "_", "é")
_ENDS = ("", "\0", "x", "\n\0")
_SOME = {
    op.CATEGORY_DIGIT: "1",
    op.CATEGORY_NOT_DIGIT: "a ",
    op.CATEGORY_SPACE: " \n",
    op.CATEGORY_NOT_SPACE: "a.",
    op.CATEGORY_WORD: "a1A",
    op.CATEGORY_NOT_WORD: " .",
}


@dataclass
class Expression:
    """A compiled expression, where it stands, and the methods by which it is asked anywhere."""

    place: str
    pattern: re.Pattern[str]
    methods: set[str] = field(default_factory=set)


def _held(value: Any, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif depth and isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _held(one, depth - 1)
    elif depth and isinstance(value, dict):
        for one in (*value, *value.values()):
            yield from _held(one, depth - 1)


def expressions() -> list[Expression]:
    """All expressions of the project's modules: those with a name, and those written where they are asked."""
    trees = {}
    for top in FOLDERS:
        for path in sorted((ROOT / top).rglob("*.py")):
            inside = path.relative_to(ROOT).with_suffix("").parts
            if any((ROOT.joinpath(*inside[:n])).is_symlink() for n in range(1, len(inside))):
                continue
            name = ".".join(inside if top == "ipp_search" else ("ipp_search", *inside)).removesuffix(".__init__")
            trees[name] = ast.parse(path.read_text(encoding="utf-8"))
    used = {name: _methods(tree) for name, tree in trees.items()}
    found: dict[str, Expression] = {}
    for name, tree in trees.items():
        module = importlib.import_module(name)
        for known, value in vars(module).items():
            for n, pattern in enumerate(_held(value)):
                asked = [used[name]] if known.startswith("_") else used.values()
                methods = set().union(*(some[known] for some in asked)) & METHODS or {"search"}
                place = f"{name}.{known}{'' if isinstance(value, re.Pattern) else f'[{n}]'}"
                key = f"{pattern.pattern!r} {pattern.flags}"
                found.setdefault(key, Expression(place, pattern)).methods.update(methods)
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr in METHODS
            ):
                try:
                    pattern = re.compile(eval(compile(ast.Expression(node.args[0]), name, "eval"), vars(module)))
                except NameError:
                    continue  # made of what a function is given
                key = f"{pattern.pattern!r} {pattern.flags}"
                found.setdefault(key, Expression(f"{name}:{node.lineno}", pattern)).methods.add(node.func.attr)
    return list(found.values())


def _methods(tree: ast.Module) -> dict[str, set[str]]:
    """The methods by which each name is asked, by itself or as one of those that a loop goes through."""
    used: dict[str, set[str]] = defaultdict(set)
    stands_for: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.For | ast.comprehension):
            through = {one.id for one in ast.walk(node.iter) if isinstance(one, ast.Name)}
            for one in ast.walk(node.target):
                if isinstance(one, ast.Name):
                    stands_for[one.id] |= through
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            used[node.value.id if isinstance(node.value, ast.Name) else node.value.attr].add(node.attr)
    for _ in range(2):  # a loop within a loop
        for alias, names in list(stands_for.items()):
            for known in names:
                used[known] |= used[alias]
    return used


def lines(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What leads up, what is repeated, and how it ends; each once."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    whole = _sample(tree)
    repeated = list(_repeated(tree, ""))
    literals = _literals(tree)
    marks = {char for char in literals if not char.isalnum()}
    units = {*_EVERYWHERE, *literals, whole, f"{whole} "}
    units |= {pair for mark in marks for pair in (f"a{mark}", f"A{mark}", f"1{mark}", f"{mark} ", f"A {mark} ")}
    units |= {f"{before}{unit}" for before, some in repeated for unit in ("", *some)}
    attacks = {("", unit) for unit in units} | {(before, unit) for before, some in repeated for unit in some}
    yield from sorted((before, unit, end) for before, unit in attacks if unit for end in _ENDS)


def _literals(tree: Any) -> set[str]:
    found = set()
    for kind, value in tree:
        if kind in (op.LITERAL, op.NOT_LITERAL):
            found.add(chr(value))
        elif kind is op.IN:
            found |= {chr(one) for what, one in value if what is op.LITERAL}
        for inside in _inside(kind, value):
            found |= _literals(inside)
    return found


def _inside(kind: Any, value: Any) -> list[Any]:
    """The expressions that a part of an expression is made of."""
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return [value[2]]
    if kind is op.BRANCH:
        return list(value[1])
    if kind is op.SUBPATTERN:
        return [value[-1]]
    if kind in (op.ASSERT, op.ASSERT_NOT):
        return [value[1]]
    return [value] if kind is op.ATOMIC_GROUP else []


def _chars(items: Any) -> str:
    """Some characters of a class, one of each kind it has."""
    if items and items[0][0] is op.NEGATE:
        return next((c for c in "a .1-\n(x" if c not in _chars(items[1:])), "a")
    some = ""
    for kind, value in items:
        if kind is op.LITERAL:
            some += chr(value)
        elif kind is op.RANGE:
            some += chr(value[0])
        elif kind is op.CATEGORY:
            some += _SOME.get(value, "")
    return some


def _sample(tree: Any) -> str:
    """A short text that the expression is likely to match."""
    made = ""
    for kind, value in tree:
        if kind is op.LITERAL:
            made += chr(value)
        elif kind in (op.ANY, op.NOT_LITERAL):
            made += "a"
        elif kind is op.IN:
            made += _chars(value)[:1]
        elif kind is op.BRANCH:
            made += _sample(value[1][0])
        elif kind is op.SUBPATTERN:
            made += _sample(value[-1])
        elif kind is op.ATOMIC_GROUP:
            made += _sample(value)
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            made += _sample(value[2]) * (value[0] or value[1] > 0)
        elif kind is op.GROUPREF_EXISTS:
            made += _sample(value[1])
    return made


def _repeated(tree: Any, before: str) -> Iterator[tuple[str, list[str]]]:
    """Each repetition without a near end: what leads up to it, and what may be repeated."""
    for n, (kind, value) in enumerate(tree):
        here = before + _sample(tree[:n])
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[1] >= _MANY:
            yield here, _units(value[2])
        for inside in _inside(kind, value):
            yield from _repeated(inside, here)


def _units(body: Any) -> list[str]:
    if len(body) == 1:
        kind, value = body[0]
        if kind is op.IN:
            return list(dict.fromkeys(_chars(value)))[:6]
        if kind is op.SUBPATTERN:
            return [_sample(body), *_units(value[-1])]
        if kind is op.BRANCH:
            return [unit for branch in value[1] for unit in _units(branch)][:8]
    if not body:
        return []
    return [_sample(body)]
