"""The fold against a slow reference that plays each life forward, tick by tick, from the definitions in plain words."""

import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy.reference import Reference
from policy.scenes import Doc
from policy.strategies import START, Move, instants, lives, longer, notices, shorter, tell, versions
from seloste.policy import fold


def without_hours(doc: Doc) -> Doc:
    """A notice whose periods are all of days and months, and whose rules are periods, as the reference can count."""
    plain = json.loads(json.dumps(doc).replace("PT12H", "P1D").replace("PT6H", "P1D"))
    for purpose in plain["purposes"].values():
        if purpose.pop("rule", None):
            purpose["keep"] = "P6M"
    return dict(plain)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(notices(), st.data(), lives(most=10, voids=False), st.sampled_from(("customer", "contact_person")))
def test_the_fold_says_what_the_definitions_say(doc: Doc, data: st.DataObject, moves: tuple[Move, ...], kind: str) -> None:
    docs = [(START, without_hours(doc))]
    for change in data.draw(st.lists(st.sampled_from((shorter, longer, None)), max_size=2)):
        made = data.draw(change(docs[-1][1]) if change else notices())
        docs.append((max(docs[-1][0], data.draw(instants(1, 120))), without_hours(made)))
    docs = list({effective: (effective, made) for effective, made in docs}.values())
    timeline = versions(docs)
    history = tell(timeline, moves, kind)
    played = Reference(docs, history).play()
    folded = fold(history, timeline)
    for id, fate in folded.fates.items():
        assert fate.live_until == played.live_until.get(id)
        assert fate.falls == played.falls.get(id)
    for at, seen in played.seen.items():
        assert {(g.purpose, g.version, g.matter) for g in folded.grounds if g.open_at(at)} == seen
