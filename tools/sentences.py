"""Which English sentences the code can show to users: found in the source, never by running it.

A sentence is the first argument of a refusal (`raise MarkdownError("…")`), of a `Notice("…")`, of `translate("…")`, or what is given to any
parameter named `template`. It may come through a name, a table or a choice; where the source does not tell, that is a finding.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "ponam_review"
SINKS = {("", "_"): (0, "sentence"), ("", "translate"): (0, "sentence"), ("cli", "Entry"): (1, "help"), ("cli", "Job"): (0, "title")}
SINKS[("checks", "Rule")] = (2, "title")
"""Room ("" is all) and name of a function or class → place and name of its argument that is a sentence. `template` parameters are added."""
NO_SENTENCE = {"fill"}
"""Its `template` names a file."""
CARRIERS = {"template", "help", "title"}
"""`notice.template`: a sentence already counted where the notice was made."""

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    place: str


@dataclass(slots=True)
class Module:
    path: Path
    tree: ast.Module
    constants: dict[str, ast.expr] = field(default_factory=dict)

    @property
    def room(self) -> str:
        return self.path.relative_to(SOURCE).parts[0]

    def place(self, node: ast.expr) -> str:
        return f"{self.path.relative_to(SOURCE).as_posix()}:{node.lineno}"


def collect() -> tuple[list[Sentence], list[str]]:
    """Every sentence with the place where it stands, and the places where the source does not tell the sentence."""
    modules = [_module(path) for path in sorted(SOURCE.rglob("*.py"))]
    constants = {name: value for module in modules for name, value in module.constants.items() if name.isupper()}
    sinks = SINKS | dict(_declared(modules))
    found: dict[str, Sentence] = {}
    unclear: list[str] = []
    for module in modules:
        for argument, function in _arguments(module, sinks):
            texts = list(_texts(argument, module, function, constants))
            unclear += [module.place(argument) for text in texts if text is None]
            for text in texts:
                if text:
                    found.setdefault(text, Sentence(text, module.place(argument)))
    return sorted(found.values(), key=lambda sentence: sentence.text), sorted(set(unclear))


def _module(path: Path) -> Module:
    module = Module(path, ast.parse(path.read_text(encoding="utf-8")))
    for node in module.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                module.constants[name] = value
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                module.constants[name] = value
    return module


def _declared(modules: list[Module]) -> Iterator[tuple[tuple[str, str], tuple[int, str]]]:
    """Functions with a parameter `template`, values with a field `template`, and every class of errors."""
    errors = {"PonamError"}
    for _ in range(3):  # as deep as errors inherit
        for module in modules:
            for node in ast.walk(module.tree):
                if isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id in errors for base in node.bases):
                    errors.add(node.name)
    yield from ((("", name), (0, "template")) for name in errors)
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, Function) and node.name not in NO_SENTENCE | {"__init__"}:
                arguments = [argument for argument in (*node.args.posonlyargs, *node.args.args) if argument.arg not in ("self", "cls")]
                names = [argument.arg for argument in arguments]
                if ("template", "str") in [(a.arg, a.annotation.id) for a in arguments if isinstance(a.annotation, ast.Name)]:
                    yield (module.room, node.name), (names.index("template"), "template")
            elif isinstance(node, ast.ClassDef):
                fields = [item.target.id for item in node.body if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)]
                if "template" in fields:
                    yield ("" if module.room == "text" else module.room, node.name), (fields.index("template"), "template")


def _arguments(module: Module, sinks: dict[tuple[str, str], tuple[int, str]]) -> Iterator[tuple[ast.expr, Function | None]]:
    """What is passed as a sentence, with the function in which it is passed."""

    def visit(node: ast.AST, function: Function | None) -> Iterator[tuple[ast.expr, Function | None]]:
        if isinstance(node, Function):
            function = node
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if isinstance(node.func, ast.Attribute) and name == "translate":
                name = ""  # the method of strings
            sink = sinks.get((module.room, name)) or sinks.get(("", name))
            if sink:
                position, keyword = sink
                named = [word.value for word in node.keywords if word.arg == keyword]
                plain = [] if any(isinstance(argument, ast.Starred) for argument in node.args) else node.args[position : position + 1]
                yield from ((argument, function) for argument in named or plain)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, function)

    return visit(module.tree, None)


def _texts(node: ast.expr, module: Module, function: Function | None, constants: dict[str, ast.expr]) -> Iterator[str | None]:
    """The sentences an expression can be; None where the source does not tell."""
    match node:
        case ast.Constant(value=str() as text):
            yield text
        case ast.IfExp(body=yes, orelse=no):
            yield from _texts(yes, module, function, constants)
            yield from _texts(no, module, function, constants)
        case ast.Attribute(attr=name) if name in CARRIERS:
            return
        case ast.Name(id=name):
            yield from _named(name, module, function, constants)
        case ast.Subscript(value=ast.Name(id=name)) | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get")):
            yield from _table(name, module, function, constants)
        case _:
            yield None


def _named(name: str, module: Module, function: Function | None, constants: dict[str, ast.expr]) -> Iterator[str | None]:
    if function is not None and name in ("template", "sentence"):
        arguments = [argument.arg for argument in ast.walk(function.args) if isinstance(argument, ast.arg)]
        if name in arguments:
            return  # counted where the function is called
    values = _values(name, module, function, constants)
    for value in values:
        yield from _texts(value, module, function, constants)
    if not values:
        yield None


def _table(name: str, module: Module, function: Function | None, constants: dict[str, ast.expr]) -> Iterator[str | None]:
    values = _values(name, module, function, constants)
    for value in values:
        match value:
            case ast.Dict(values=cells) | ast.Tuple(elts=cells):
                for cell in cells:
                    yield from _texts(cell, module, function, constants)
            case _:
                yield None
    if not values:
        yield None


def _values(name: str, module: Module, function: Function | None, constants: dict[str, ast.expr]) -> list[ast.expr]:
    """What a name is set to: in its function, else in its module, else, for a constant, in the module it comes from."""
    if function is not None:
        values = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        ]
        values += (value for node in ast.walk(function) if isinstance(node, ast.For | ast.comprehension) for value in _looped(name, node))
        if values:
            return values
    value = module.constants.get(name, constants.get(name))
    return [] if value is None else [value]


def _looped(name: str, loop: ast.For | ast.comprehension) -> Iterator[ast.expr]:
    """What a name takes in turn where the rows of the loop stand written out: `for kind, template in (("…", "…"), …)`."""
    match loop.target, loop.iter:
        case ast.Name(id=target), ast.Tuple(elts=rows) | ast.List(elts=rows) if target == name:
            yield from rows
        case ast.Tuple(elts=targets), ast.Tuple(elts=rows) | ast.List(elts=rows):
            places = [place for place, target in enumerate(targets) if isinstance(target, ast.Name) and target.id == name]
            yield from (row.elts[place] for place in places for row in rows if isinstance(row, ast.Tuple))
