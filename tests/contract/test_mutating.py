"""The small mistakes that `./dev test --mutants` makes: which there are in a module, what each changes, and what it leaves alone."""

import ast
from pathlib import Path

import pytest

from mutating import mutants, mutated


def made(folder: Path, source: str) -> dict[str, list[str]]:
    """Each kind of mistake that is made in a source, with the changed sources."""
    path = folder / "module.py"
    path.write_text(source, encoding="utf-8")
    found: dict[str, list[str]] = {}
    for mutant in mutants(path, "module.py"):
        found.setdefault(mutant.how, []).append(ast.unparse(mutated(path, mutant)))
    return found


@pytest.mark.parametrize(
    ("body", "how", "changed"),
    [
        ("return a < b", "comparison swapped", "return a <= b"),
        ("return a is b", "comparison swapped", "return a is not b"),
        ("return a and b", "and for or", "return a or b"),
        ("return a + b", "plus for minus", "return a - b"),
        ("return not a", "not left out", "return a"),
        ("return [x for x in a if b]", "condition left out", "return [x for x in a]"),
        ("return a(7)", "constant changed", "return a(8)"),
        ("return a(True)", "constant changed", "return a(False)"),
        ("return a", "nothing returned", "return None"),
        ("a.close()", "call left out", "pass"),
        ("return a if b else 'c'", "condition turned round", "return a if not b else 'c'"),
    ],
)
def test_a_mistake_is_one_change(tmp_path: Path, body: str, how: str, changed: str) -> None:
    assert f"def one(a, b):\n    {changed}" in made(tmp_path, f"def one(a, b):\n    {body}\n")[how]


def test_sql_gets_clauses_that_always_hold_bounds_moved_and_exists_turned_round(tmp_path: Path) -> None:
    sql = "SELECT 1 FROM t JOIN u ON u.id=t.id WHERE t.a <= %s AND b IS NULL AND NOT EXISTS (SELECT 1 FROM v WHERE c>t.d)"
    found = made(tmp_path, f'ONE = "{sql}"\n')
    shown = {how: {text.removeprefix("ONE = '").removesuffix("'") for text in texts} for how, texts in found.items()}
    clauses = ("u.id=t.id", "t.a <= %s", "b IS NULL", "c>t.d")
    assert shown["a clause always holds"] == {sql.replace(clause, f"(1=1 OR {clause})") for clause in clauses}
    assert shown["a bound taken in or left out"] == {sql.replace("<=", "<"), sql.replace("c>t", "c>=t")}
    assert shown["EXISTS turned round"] == {sql.replace("NOT EXISTS", "EXISTS")}
    assert set(shown) == {"a clause always holds", "a bound taken in or left out", "EXISTS turned round"}


def test_words_annotations_assertions_and_what_is_raised_are_left_alone(tmp_path: Path) -> None:
    source = '''"""Where a<b and c>d."""
def one(a: int = 1) -> "list[int]":
    """Holds where a < b."""
    assert a == 1
    raise ValueError("a < 1" + "b")
'''
    assert set(made(tmp_path, source)) <= {"constant changed"}


def test_a_mistake_keeps_its_name_wherever_its_line_stands_and_two_on_a_line_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "module.py"
    names = []
    for before in ("", "\n\nOTHER = 'x'\n\n"):
        path.write_text(f"{before}def one(a):\n    return a(1, 1)\n", encoding="utf-8")
        names.append([mutant.name for mutant in mutants(path, "module.py") if mutant.how == "constant changed"])
    assert names[0] == names[1]
    assert names[0] == ["module.py one: constant changed: return a(1, 1)", "module.py one: constant changed: return a(1, 1) [2]"]
