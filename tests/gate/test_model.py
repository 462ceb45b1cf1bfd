"""The gate against its model: random notices, lives, roles and instants, and every answer must be the model's.

That this would find a hole is itself tested: with any one of the gate's conditions left out, some life must tell the two apart.
"""

import os
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from gate.model_asking import ask_everything, ask_for_lists
from gate.model_lives import MOVES, Moves, published, rich, start
from policy.reference import Doc
from seloste.gate import pages, reading
from seloste.home import Home

LARGE = os.environ.get("SELOSTE_TEST_LARGE") == "1"
type Docs = list[tuple[datetime, Doc]]
# No shrinking: every move touches the database, and a life is short enough to read.
TOLD = settings(
    max_examples=2000 if LARGE else 25,
    deadline=None,
    derandomize=not LARGE,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
CONDITIONS = {
    "a restriction": ("x.purpose=%s", "x.purpose=%s AND 1=0"),
    "a restriction of one folder": ("x.folder IN (0, r.folder)", "x.folder=0"),
    "the purpose of the ground": ("g.purpose=%s", "(1=1 OR g.purpose=%s)"),
    "the end of the ground": ("g.ends>%s", "(1=1 OR g.ends>%s)"),
    "the matter of the ground": ("g.matter=r.matter", "1=1"),
    "what the notice opens": ("v.reads AND", ""),
    "what a later notice closed": ("v.reads_until>%s", "(1=1 OR v.reads_until>%s)"),
    "whose folder stands": ("AND {store}", "AND (1=1 OR {store})"),
}
# PostgreSQL's statement of a page has the same conditions in other words; those that lives seldom meet on a page have tests of their own.
ON_A_PAGE = {
    "a restriction": ("x.purpose=%s", "x.purpose=%s AND 1=0"),
    "a restriction of one folder": ("ARRAY[0, r.folder]", "ARRAY[0::bigint]"),
    "the purpose of the ground": ("g.purpose=%s", "(1=1 OR g.purpose=%s)"),
    "the matter of the ground": ("r.matter=ANY(o.matters)", "1=1"),
    "what the notice opens": ("v.reads AND", ""),
    "whose folder stands": ("AND {store}", "AND (1=1 OR {store})"),
    "the category": ("r.category=o.category", "1=1"),
}


def compare(home: Home, docs: Docs, moves: Moves, ask: Callable[..., None] = ask_everything) -> None:
    """Tell a life to both, asking as it goes."""
    with transaction.atomic():
        story = start(home, docs)
        for move in moves:
            story.tell(*move)
            ask(story, few=True)
        ask(story)
        transaction.set_rollback(True)


@TOLD
@given(docs=published(), moves=MOVES)
def test_the_gate_answers_as_its_model(db: None, fresh_home: Home, docs: Docs, moves: Moves) -> None:
    compare(fresh_home, docs, moves)


@pytest.mark.parametrize("left_out", CONDITIONS)
def test_a_gate_without_one_of_its_conditions_is_found_out(
    db: None, fresh_home: Home, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    whole, changed = CONDITIONS[left_out]
    assert whole in reading._OPEN
    monkeypatch.setattr(reading, "_OPEN", reading._OPEN.replace(whole, changed))
    reading._statement.cache_clear()

    @settings(TOLD, max_examples=60, derandomize=True)
    @given(moves=MOVES)
    def told(moves: Moves) -> None:
        compare(fresh_home, rich(), moves)

    try:
        with pytest.raises(AssertionError):
            told()
    finally:
        reading._statement.cache_clear()


@pytest.mark.postgres
@pytest.mark.parametrize("left_out", ON_A_PAGE)
def test_a_page_without_one_of_its_conditions_is_found_out(
    db: None, fresh_home: Home, monkeypatch: pytest.MonkeyPatch, left_out: str
) -> None:
    whole, changed = ON_A_PAGE[left_out]
    assert whole in pages._PAGE
    monkeypatch.setattr(pages, "_PAGE", pages._PAGE.replace(whole, changed))
    pages.statement.cache_clear()

    @settings(TOLD, max_examples=60, derandomize=True)
    @given(moves=MOVES)
    def told(moves: Moves) -> None:
        compare(fresh_home, rich(), moves, ask_for_lists)

    try:
        with pytest.raises(AssertionError):
            told()
    finally:
        pages.statement.cache_clear()
