"""Who may reach what we hold: the gate and below. Nobody above it imports the register, the vault or the ledger, or writes SQL."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "seloste"
HELD = ("seloste.vault", "seloste.register", "seloste.ledger")
BELOW = {"register", "vault", "ledger", "gate"}


def modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path.relative_to(SOURCE).parts[0] not in BELOW:
            yield str(path.relative_to(SOURCE)), ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    """Every module that a file imports, at its head or in a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute here"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if name in {"import_module", "__import__", "get_model"}:
                yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def reaches(name: str) -> bool:
    return any(name == held or name.startswith(f"{held}.") for held in HELD)


def test_nobody_above_the_gate_imports_what_we_hold() -> None:
    found = {name: sorted(filter(reaches, imported(tree))) for name, tree in modules()}
    assert {name: names for name, names in found.items() if names} == {}


def test_nobody_above_the_gate_looks_up_its_tables() -> None:
    registry = {name: [word for word in imported(tree) if word.split(".")[0] in {"register", "ledger"}] for name, tree in modules()}
    assert {name: words for name, words in registry.items() if words} == {}


def test_nobody_above_the_gate_writes_sql() -> None:
    asked = {name for name, tree in modules() for node in ast.walk(tree) if asks_for_a_cursor(node)}
    assert asked <= {"home/postgres/base.py", "home/statements.py"}, "how a statement reaches the database, of no table in particular"
    engines = {name for name, tree in modules() if "sqlite3" in set(imported(tree))}
    assert engines <= {"home/sqlite/base.py", "home/sqlite/copying.py"}, "the engine itself, and its copies"


def asks_for_a_cursor(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"cursor", "raw"}


def test_the_check_finds_what_it_looks_for() -> None:
    tree = ast.parse("def f():\n    from seloste.register.models import Record\n    import seloste.vault\n")
    assert [reaches(name) for name in imported(tree)] == [True, True]
