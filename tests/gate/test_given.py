"""Data are stored as they were given: the form that search and sums need stands beside it, never in its place."""

import pytest

from gate.club import at, yes
from gate.firms import publish, staff
from seloste.home import Home
from seloste.policy import Begin, NewSubject, Put

NOW = at("2024-01-02 09:00")
# what is given → the form in which it is stored
GIVEN = {
    "phone": ("040 123 4567", "+358401234567"),
    "price": ("1 250,5", "1250.50"),
    "last_name": ("von Väisänen-Äkäslompolo", "von Väisänen-Äkäslompolo"),
    "email": ("Aino.V@Asiakas.Example", "Aino.V@Asiakas.Example"),
    "address": ("  Testitie 1 B\n00100 Helsinki ", "Testitie 1 B\n00100 Helsinki"),
}


@pytest.mark.promise("AL-24", by="behaviour")
def test_what_was_given_stands_exactly_as_given_beside_the_form_that_the_software_needs(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "AL")
    person = {key: GIVEN[key][0] for key in ("phone", "last_name", "email", "address")}
    changes = (Begin("contract", ref="c"), Put("identity", person, "c"), Put("contract", {"price": GIVEN["price"][0]}, "c"))
    subject = yes(register.do("sales", "relationship", NewSubject("private"), *changes, now=NOW)).subject
    reading = yes(register.door.read(staff("sales"), "relationship", subject, now=NOW))
    stored = {key: value for entry in reading.entries for key, value in entry.values.items()}
    given = {key: entry.given.get(key, value) for entry in reading.entries for key, value in entry.values.items()}
    assert stored == {key: form for key, (_, form) in GIVEN.items()}
    assert {key: str(value).strip() for key, value in given.items()} == {key: raw.strip() for key, (raw, _) in GIVEN.items()}
    assert {key for entry in reading.entries for key in entry.given} == {"phone", "price"}, "nothing is kept twice for nothing"


@pytest.mark.promise("AL-24", by="behaviour")
def test_what_was_given_goes_when_it_is_corrected_and_stays_when_something_else_is(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "AL")
    changes = (Begin("contract", ref="c"), Put("identity", {"phone": "040 123 4567"}, "c"), Put("identity", {"phone": "040 765 4321"}, "c"))
    done = yes(register.do("sales", "relationship", NewSubject("private"), *changes, now=NOW))
    first, second = done.records
    yes(
        register.do(
            "sales", "relationship", done.subject, Put("identity", {"phone": "+358407777777"}, done.ids["c"], record=first), now=NOW
        )
    )
    entries = {e.record: e for e in yes(register.door.read(staff("sales"), "relationship", done.subject, now=NOW)).entries}
    assert (entries[first].values, dict(entries[first].given)) == ({"phone": "+358407777777"}, {})
    form = {"phone": "+358407654321", "last_name": "Testi"}
    yes(register.do("sales", "relationship", done.subject, Put("identity", form, done.ids["c"], record=second), now=NOW))
    again = {e.record: e for e in yes(register.door.read(staff("sales"), "relationship", done.subject, now=NOW)).entries}
    assert (again[second].values, dict(again[second].given)) == (form, {"phone": "040 765 4321"})
    assert (entries[second].values, dict(entries[second].given)) == ({"phone": "+358407654321"}, {"phone": "040 765 4321"})
