"""The fold of a part: what may be left out, and that leaving it out changes nothing of what is folded."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.scenes import Doc
from policy.strategies import CATEGORIES, OWN_KIND, START, YEARS, lives, notices, tell, timelines, versions
from seloste.policy import Timeline, fold
from seloste.policy.fold import Fold
from seloste.policy.grounds import Ground
from seloste.policy.history import Verb
from seloste.policy.matters import Span
from seloste.policy.part import Apart, apart, lone, matters_of, part

quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

PLAIN: Doc = {
    "within": "P1M",
    "matters": {"k0": {"idle": "P3M"}, "k1": {"idle": "P3M"}, "k2": {"idle": "P3M"}, OWN_KIND: {"of": "controller", "end": "planned"}},
    "data": {"person": {}, "extra": {}, "file": {"of": "k0"}, "code": {"of": "k1"}, "paper": {"of": OWN_KIND}},
    "purposes": {
        "p0": {"uses": ["person"], "basis": "contract", "while": ["k2"]},
        "p1": {"uses": ["paper"], "basis": "legal-obligation", "per": OWN_KIND, "keep": "P1M"},
        "p2": {"uses": ["file"], "basis": "contract", "per": "k0"},
        "p3": {"keeps": ["file"], "basis": "legitimate-interest", "after": "p2", "keep": "P2M"},
    },
}


def changed(purpose: str, **how: Any) -> Doc:
    """The plain notice with another purpose in it."""
    return {**PLAIN, "purposes": {**PLAIN["purposes"], purpose: {**PLAIN["purposes"].get(purpose, {}), **how}}}


def one(*docs: Doc) -> Timeline:
    """A notice and those that came after it, all from before anybody came."""
    return versions((START, doc) for doc in docs)


def _alone(doc: Doc) -> Doc:
    """The notice with its purposes keeping less: those of one kind of matter only what its own folders hold."""
    own = {"k0": ["file"], "k1": ["code"], "k2": [], OWN_KIND: ["paper"]}
    purposes: dict[str, Any] = {}
    for name, purpose in doc["purposes"].items():
        root = purpose
        while "after" in root:
            root = doc["purposes"][root["after"]]
        mine = own[root["per"]] if "per" in root else CATEGORIES
        purposes[name] = {**purpose, **{how: [c for c in purpose[how] if c in mine] for how in ("uses", "keeps")}}
    return {**doc, "purposes": purposes}


@st.composite
def alone(draw: st.DrawFn) -> Timeline:
    """One or two notices in which some kinds stand apart."""
    docs = [_alone(draw(notices())) for _ in range(draw(st.integers(1, 2)))]
    return versions((START.replace(day=1 + 9 * n), doc) for n, doc in enumerate(docs))


def told(folded: Fold, matters: Collection[int]) -> tuple[list[Ground], list[Span]]:
    """What a fold says of some matters: grounds and spans."""
    return [g for g in folded.grounds if g.matter in matters], [s for s in folded.spans if s.matter in matters]


@quick
@given(st.one_of(alone(), timelines(most=2), st.just(one(PLAIN))), lives(voids=False, most=24), st.data())
def test_the_fold_of_a_part_is_that_part_of_the_fold(timeline: Timeline, moves: Any, data: st.DataObject) -> None:
    whole, stands = tell(timeline, moves), apart(timeline)
    there = sorted({e.matter for e in whole.events} | {own.id for own in YEARS})
    named = data.draw(st.sets(st.sampled_from(there), max_size=2))
    piece = part(whole, named, stands)
    assert piece is not None
    folded, small = fold(whole, timeline), fold(piece, timeline)
    matters = matters_of(whole, named, stands)
    assert told(small, matters) == told(folded, matters)
    assert small.fates == {f.id: folded.fates[f.id] for f in whole.folders if f.matter in matters}


@quick
@given(st.one_of(alone(), timelines(most=2), st.just(one(PLAIN))), lives(most=24), st.data())
def test_the_fold_of_what_stands_alone_is_that_part_of_the_fold(timeline: Timeline, moves: Any, data: st.DataObject) -> None:
    whole, stands = tell(timeline, moves), apart(timeline)
    named = data.draw(st.sets(st.sampled_from(sorted(own.id for own in YEARS)), max_size=2)) if OWN_KIND in stands.alone else set()
    folded, small = fold(whole, timeline), fold(lone(whole, named), timeline)
    assert told(small, named) == told(folded, named)
    assert len(small.grounds) == len(told(small, named)[0])
    assert small.fates == {f.id: folded.fates[f.id] for f in whole.folders if f.matter in named}


def test_a_kind_stands_apart_when_each_of_its_matters_keeps_its_own_only() -> None:
    assert apart(one(PLAIN)) == Apart(
        frozenset({"k0", "k1", OWN_KIND}),
        frozenset({"p1", "p2", "p3"}),
        frozenset({"file", "code", "paper"}),
        frozenset({OWN_KIND}),
        frozenset({"paper"}),
    )


def test_a_kind_stands_neither_apart_nor_alone_where_something_else_keeps_what_it_holds() -> None:
    kept = apart(one(PLAIN, changed("p0", uses=["person", "paper"])))
    assert (OWN_KIND in kept.kinds, kept.alone, kept.of_alone) == (False, frozenset(), frozenset())
    read = apart(one(PLAIN, changed("p0", reads=["paper"])))
    assert read.alone == {OWN_KIND}
    assert read.of_alone == {"paper"}


def test_a_kind_that_a_purpose_lasts_with_doesnt_stand_apart() -> None:
    assert "k1" not in apart(one(changed("p0", **{"while": ["k1", "k2"]}))).kinds


def test_a_kind_that_keeps_something_of_the_whole_subject_doesnt_stand_apart() -> None:
    assert "k0" not in apart(one(changed("p2", uses=["file", "person"]))).kinds


def test_neither_does_one_where_only_what_follows_keeps_it() -> None:
    timeline = one(changed("p4", keeps=["extra"], basis="legitimate-interest", after="p3", keep="P1M"))
    assert apart(timeline).kinds == {"k1", OWN_KIND}
    assert "file" not in apart(timeline).categories
    assert apart(timeline).purposes == {"p1"}


def test_a_purpose_that_others_open_too_doesnt_stand_apart() -> None:
    assert apart(one(PLAIN, changed("p2", per="k1"))).purposes == {"p1", "p2", "p3"}
    assert apart(one(PLAIN, changed("p2", per="k2"))).purposes == {"p1"}
    assert apart(one(PLAIN, changed("p3", after="p0"))).purposes == {"p1", "p2"}


def test_every_version_of_the_notice_has_a_say() -> None:
    assert apart(one(PLAIN, changed("p2", keeps=["person"]))).kinds == {"k1", OWN_KIND}
    assert apart(one(changed("p2", keeps=["person"]), PLAIN)).kinds == {"k1", OWN_KIND}


def test_a_kind_whose_data_once_were_the_subjects_doesnt_stand_apart() -> None:
    before = {**PLAIN, "data": {**PLAIN["data"], "code": {}}}
    stands = apart(one(before, PLAIN))
    assert stands.kinds == {"k0", OWN_KIND}
    assert stands.categories == {"file", "paper"}


def test_where_no_notice_is_nothing_stands_apart() -> None:
    assert apart(()) == Apart()


@given(lives(without=("put", "refuse", "restrict", "hold")))
def test_where_something_was_voided_only_the_whole_will_do(moves: Any) -> None:
    timeline = one(PLAIN)
    history = tell(timeline, moves)
    voided = any(e.verb is Verb.VOID for e in history.events)
    assert (part(history, (), apart(timeline)) is None) == voided


def test_what_is_left_out_is_what_hangs_on_other_matters() -> None:
    timeline = one(PLAIN)
    history = tell(timeline, ())
    assert part(history, (), apart(timeline)) == replace(history, own=())
    assert part(history, (YEARS[1].id,), apart(timeline)) == replace(history, own=(YEARS[1],))
