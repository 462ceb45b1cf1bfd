"""Which small mistakes could stand in a module?  Each is one change of its syntax tree, that some test should notice.

Comparisons swapped, conditions turned round or left out, and for or, numbers off by one, values not returned, calls not made; and in SQL
clauses that always hold, bounds taken in or left out, and NOT EXISTS for EXISTS. Words, annotations and what only makes messages are left
alone.
"""

import ast
import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And, ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
CLAUSE = re.compile(
    r"(?<=WHERE |. AND |.. ON |.. OR )(?:\w+\.)?\w+(?: ?(?:<=|>=|<>|=|<|>) ?(?:%s|'\w*'|[\w.]+)| IS (?:NOT )?NULL)(?![\w.(])"
)
BOUND = re.compile(r"(?<=\w)( ?)(<=|>=|<|>)(?= ?(?:%s|\w))")
EXISTS = re.compile(r"\b(?:NOT )?EXISTS(?= ?\()")
SQL = re.compile(r"\b(?:SELECT|WHERE|AND|JOIN|EXISTS)\b")
IN_SQL: dict[str, tuple[re.Pattern[str], Callable[[str], str]]] = {
    "a clause always holds": (CLAUSE, lambda clause: f"(1=1 OR {clause})"),
    "a bound taken in or left out": (BOUND, lambda bound: bound[:-1] if bound.endswith("=") else f"{bound}="),
    "EXISTS turned round": (EXISTS, lambda words: "EXISTS" if words.startswith("NOT") else f"NOT {words}"),
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which module and function (or constant), on which line, which node by its place in the walk, and how."""

    path: str
    owner: str
    line: int
    place: int
    how: str
    nth: int
    text: str
    again: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.owner}: {self.how}: {self.shown}"

    @property
    def name(self) -> str:
        """What it is called wherever in its module it stands."""
        return f"{self.path} {self.owner}: {self.how}: {self.shown}"

    @property
    def shown(self) -> str:
        """The line that is changed; and the how manieth, where one line can be changed so in several places."""
        return self.text + (f" [{self.again}]" if self.again > 1 else "")


def mutants(path: Path, name: str) -> Iterator[Mutant]:
    """Every mutant of a module."""
    source = path.read_text(encoding="utf-8")
    tree, lines = ast.parse(source), source.splitlines()
    inside = {id(n): owner for owner, function in _functions(tree) for part in function.body for n in ast.walk(part)}
    constants = {id(n): owner for owner, value in _constants(tree) for n in ast.walk(value)}
    left = _left_alone(tree)
    seen: Counter[tuple[str, str, str]] = Counter()
    for place, node in enumerate(ast.walk(tree)):
        owner = inside.get(id(node)) or constants.get(id(node), "")
        if owner and id(node) not in left:
            for how, nth in _ways(node, constant=id(node) not in inside):
                line = node.target.lineno if isinstance(node, ast.comprehension) else getattr(node, "lineno", 0)
                text = _clause(node, how, nth) or lines[line - 1].strip()
                seen[owner, how, text] += 1
                yield Mutant(name, owner, line, place, how, nth, text, seen[owner, how, text])


def _clause(node: ast.AST, how: str, nth: int) -> str:
    """The words around what is changed in SQL."""
    if how not in IN_SQL or not isinstance(node, ast.Constant):
        return ""
    text = str(node.value)
    found = list(IN_SQL[how][0].finditer(text))[nth]
    return " ".join(text[max(0, found.start() - 30) : found.end() + 15].split())


def mutated(path: Path, mutant: Mutant) -> ast.Module:
    """The module's tree with the change made."""
    tree = copy.deepcopy(ast.parse(path.read_text(encoding="utf-8")))
    node = next(n for place, n in enumerate(ast.walk(tree)) if place == mutant.place)
    changed = _change(node, mutant.how, mutant.nth)
    if changed is not node:
        for parent in ast.walk(tree):
            for field, value in ast.iter_fields(parent):
                if value is node:
                    setattr(parent, field, changed)
                elif isinstance(value, list) and any(one is node for one in value):
                    value[:] = [changed if one is node else one for one in value]
    return ast.fix_missing_locations(tree)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods of a module by their qualified names; what is defined within one belongs to it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{part.name}", part) for part in node.body if isinstance(part, ast.FunctionDef))


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and not node.targets[0].id.startswith("__"):
            yield node.targets[0].id, node.value


def _left_alone(tree: ast.Module) -> set[int]:
    """Docstrings, annotations, decorators, what is raised, and the words of error messages."""
    roots: list[ast.AST | None] = []
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()) | ast.Raise() | ast.Assert():
                roots.append(node)
            case ast.AnnAssign() | ast.arg():
                roots.append(node.annotation)
            case ast.FunctionDef():
                roots += [*node.decorator_list, node.returns]
    return {id(n) for root in roots if root is not None for n in ast.walk(root)}


def _ways(node: ast.AST, *, constant: bool) -> Iterator[tuple[str, int]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
        for how, (pattern, _) in IN_SQL.items():
            yield from ((how, n) for n, _ in enumerate(pattern.finditer(node.value)))
    if constant:
        return
    if isinstance(node, ast.Compare):
        yield from (("comparison swapped", n) for n, op in enumerate(node.ops) if type(op) in SWAPS)
    elif isinstance(node, ast.BoolOp):
        yield "and for or", 0
    elif isinstance(node, ast.BinOp) and type(node.op) in SWAPS:
        yield "plus for minus", 0
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not left out", 0
    elif isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.UnaryOp):
        yield "condition turned round", 0
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "condition left out", 0
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool | int):
        yield "constant changed", 0
    elif (
        isinstance(node, ast.Return) and node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None)
    ):
        yield "nothing returned", 0
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call left out", 0


def _change(node: ast.AST, how: str, nth: int) -> ast.AST:
    match node:
        case ast.Constant(value=str() as text):
            pattern, changed = IN_SQL[how]
            found = list(pattern.finditer(text))[nth]
            node.value = text[: found.start()] + changed(found[0]) + text[found.end() :]
        case ast.Compare():
            node.ops[nth] = SWAPS[type(node.ops[nth])]()  # type: ignore[call-overload]
        case ast.BoolOp() | ast.BinOp():
            node.op = SWAPS[type(node.op)]()  # type: ignore[assignment]
        case ast.UnaryOp():
            return node.operand
        case ast.If() | ast.While() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.comprehension():
            node.ifs = []
        case ast.Constant(value=bool() as truth):
            node.value = not truth
        case ast.Constant(value=int() as number):
            node.value = number + 1
        case ast.Return():
            node.value = ast.Constant(None)
        case ast.Expr():
            return ast.Pass()
    return node
