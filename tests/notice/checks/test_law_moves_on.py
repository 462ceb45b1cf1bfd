"""The law changes after a notice is written: what leaned on it fails from that day, wherever in the notice it stands."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from altered_law import Shelf
from seloste.law.rows import Adequacy, Statute
from seloste.notice import Loaded, load

type Read = Callable[[str], Loaded]
ON = date(2026, 11, 22)
BOUND = "data: [orders], no_own_use: true, contract: {by: sales, on: 2026-11-01, valid: P1Y}"
DPF = "safeguard: dpf, copy_from: Meiltä."
LEANING = {
    "processors.mail": (
        "recipients: {}",
        f"recipients: {{}}\nprocessors: {{mail: {{name: Posti, why: Viestit., {BOUND}, countries: [US], {DPF}}}}}\n",
    ),
    "recipients.partner": (
        "recipients: {}",
        f"recipients: {{partner: {{name: Kumppani, kind: controller, why: Toimitus., data: [orders], country: US, {DPF}}}}}",
    ),
    "storage.places.far.country": (
        "storage: {places: {home: {name: Oma palvelin, country: FI}}}",
        f"processors: {{mail: {{name: Posti, why: Viestit., {BOUND}, countries: [US], {DPF}}}}}\n"
        "storage: {places: {far: {name: Pilvi, country: US, by: mail}}}",
    ),
}


def findings(text: str, on: date = ON) -> dict[str, str]:
    return {finding.path: finding.code for finding in load(text.encode(), file="n.yaml", on=on).findings if finding.severity == "error"}


def notice(mini: str, *places: str) -> str:
    for place in places:
        old, new = LEANING[place]
        assert old in mini
        mini = mini.replace(old, new)
    return mini


@pytest.mark.parametrize("place", LEANING)
def test_with_the_decision_on_the_united_states_a_certified_importer_is_in_order(mini: str, place: str) -> None:
    assert findings(notice(mini, place)) == {}


@pytest.mark.parametrize("how", ["ended", "removed"])
@pytest.mark.parametrize("place", LEANING)
def test_turning_that_decision_off_makes_every_transfer_that_leaned_on_it_fail(mini: str, law: Shelf, place: str, how: str) -> None:
    text = notice(mini, place)
    if how == "ended":
        law.change(Adequacy, "US", valid_to=ON - timedelta(days=1))
    else:
        law.remove(Adequacy, "US")
    failing = {path.removesuffix(".safeguard"): code for path, code in findings(text).items()}
    assert place in failing, failing
    assert set(failing.values()) <= {"safeguard-dead", "safeguard-missing", "place-far"}


def test_a_decision_fails_from_the_day_after_its_last_and_not_before(mini: str, law: Shelf) -> None:
    law.change(Adequacy, "US", valid_to=date(2027, 1, 31))
    text = notice(mini, "processors.mail")
    assert findings(text, date(2027, 1, 31)) == {}
    assert findings(text, date(2027, 2, 1)) == {"processors.mail.safeguard": "safeguard-dead"}


def test_standard_clauses_survive_the_end_of_the_decision(mini: str, law: Shelf) -> None:
    law.change(Adequacy, "US", valid_to=ON - timedelta(days=1))
    assert findings(notice(mini, "processors.mail").replace("safeguard: dpf", "safeguard: scc-2021/914")) == {}


def test_a_section_fails_with_its_act(mini: str, law: Shelf) -> None:
    law.change(Statute, "fi/1336-1997", valid_to=ON - timedelta(days=1))
    text = mini.replace("    roles: [sales]\n", "    roles: [sales]\n    law: fi/1336-1997/2:10\n")
    assert findings(text) == {"purposes.care.law": "law-past"}


def test_an_act_fails_from_the_day_it_is_repealed(mini: str, law: Shelf) -> None:
    text = mini.replace("    roles: [sales]\n", "    roles: [sales]\n    law: fi/1336-1997/2:10\n")
    assert findings(text) == {}
    law.change(Statute, "fi/1336-1997/2:10", valid_to=ON)
    assert findings(text, ON) == {}
    assert findings(text, ON + timedelta(days=1)) == {"purposes.care.law": "law-past"}
