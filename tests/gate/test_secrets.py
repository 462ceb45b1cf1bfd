"""Passwords: a register holds their strong hashes and nothing else, and no copy of it leaves with an answer."""

from collections.abc import Callable

import pytest

from gate.club import count, no, sql, yes
from gate.firms import HASH, SINCE, proves, publish, staff
from seloste.duties.rights.access import Package, as_csv, as_html, as_json, gather, portable_json
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request
from seloste.duties.rights.requests import open_request
from seloste.home import Home
from seloste.policy import Begin, NewSubject, Put

PLAIN = ("aurinko1", "kissa123", "5f4dcc3b5aa765d61d8327deb882cf99", "md5$suola$5f4dcc3b5aa765d61d8327deb882cf99", "argon2$lyhyt", "$2b$")
HASHES = (
    HASH,
    "$argon2id$v=19$m=65536,t=3,p=4$c3VvbGFhbnQ$dGlpdmlzdGV0aWl2aXN0ZQ",
    "pbkdf2_sha256$1000000$suolaantunut$hQY1vYkC6mWqXkqkqkqkqkqkqkqkqkqkqkqkqkqk=",
    "$2b$12$KIXQ4S3Y5Z6a7b8c9d0e1uKIXQ4S3Y5Z6a7b8c9d0e1uKIXQ4S3Y5",
)
FIRMS = [
    # firm, kind of subject, purpose, matter, category of identifiers, a category of who they are
    proves("AL-17", "AL", "private", "login", "contract", "login", "identity"),
    proves("AL-17", "AL", "pupil", "login", "access", "login", ""),
    proves("RA-11", "RA", "user", "service", "access", "account", "basics"),
]


@pytest.mark.parametrize(("firm", "kind", "purpose", "matter", "category", "profile"), FIRMS)
def test_a_password_is_stored_only_as_a_strong_hash_apart_from_who_the_person_is(
    db: None, fresh_home: Home, firm: str, kind: str, purpose: str, matter: str, category: str, profile: str
) -> None:
    register = publish(fresh_home, firm)
    of = register.policy.categories[category].of
    for values in [{"username": "testi", "password": plain} for plain in PLAIN]:
        put = Put(category, values, matter=matter if of else 0)
        denial = no(register.do("service", purpose, NewSubject(kind), Begin(matter, ref=matter), put))
        assert [(problem.field, problem.code) for problem in denial.problems] == [("password", "SEL-P016")]
        assert values["password"] not in repr(denial)
    assert count("subject") == 0
    for hashed in HASHES:
        put = Put(category, {"username": "testi", "password": hashed}, matter=matter if of else 0)
        yes(register.do("service", purpose, NewSubject(kind), Begin(matter, ref=matter), put))
    if profile:
        subject = register.everything(kind)
        places = sql("SELECT category, wrapped FROM folder WHERE subject_id=%s AND category IN (%s, %s)", subject, category, profile)
        assert {row[0] for row in places} == {category, profile}
        assert len({bytes(row[1]) for row in places}) == 2, "each under a key of its own"
        assert not {"username", "password"} & set(register.policy.categories[profile].fields)


@pytest.mark.promise("RA-11", by="behaviour")
def test_what_a_user_did_and_with_which_browser_falls_in_a_year(db: None, fresh_home: Home) -> None:
    register = publish(fresh_home, "RA")
    subject = register.everything("user")
    fields = {"browser", "referrer", "ip"}
    assert fields <= set(register.policy.categories["logs"].fields)
    reading = yes(register.door.read(staff("security"), "security", subject, now=SINCE))
    assert fields <= set(reading.of("logs")[0].values)
    assert reading.of("logs")[0].falls is not None
    assert reading.of("logs")[0].falls <= SINCE.replace(year=SINCE.year + 1)  # type: ignore[operator]


@pytest.mark.promise("AL-17", "RA-11", by="behaviour")
@pytest.mark.parametrize(
    ("right", "form"), [(Right.ACCESS, as_json), (Right.ACCESS, as_csv), (Right.ACCESS, as_html), (Right.PORTABILITY, portable_json)]
)
def test_a_copy_for_the_person_says_that_a_hash_is_held_and_does_not_give_it(
    db: None, fresh_home: Home, right: Right, form: Callable[[Package], str]
) -> None:
    register = publish(fresh_home, "AL")
    subject = register.everything("private")
    asked = open_request(register.door, staff("privacy"), subject, right, text="Pyydän.", channel="letter", now=SINCE)
    assert isinstance(asked, Request)
    package = gather(register.door, staff("privacy"), asked, now=SINCE)
    assert isinstance(package, Package)
    assert any(entry.entry.values.get("password") == HASH for entry in package.held), "it is there to be left out"
    told = form(package)
    assert "vain tiiviste, josta salasanaa ei saa selville" in told
    assert HASH not in told
    assert HASH[-20:] not in told
