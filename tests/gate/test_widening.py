"""What a person said no to altogether stays closed to the purposes that a later notice adds, whenever that is published."""

from datetime import date

import pytest

from gate.club import OFFICE, POST, PRIVACY, Club, at, count, sql, yes
from seloste import gate
from seloste.policy import Lift, Put, RefusalKind, Refuse, Restrict, Unrestrict

BAN, OBJECTION = RefusalKind.BAN, RefusalKind.OBJECTION
REVIEW = date(2024, 9, 1)
ADDED = """\
  {key}:
    name: Lehti
    why: Kerromme.
    basis: legitimate-interest
    interest: Etu.
    reads: [name, reach]
    roles: [post]
    while: [membership]
    applies: all
    compatibility: Sama seura.
    {marketing}
sources:"""


def add(club: Club, key: str, when: str, effective: str = "", marketing: str = "marketing: [post]") -> None:
    """Publish the notice with one purpose more."""
    newest = club.door.source(len(club.door.notices())).decode()
    source = newest.replace("sources:", ADDED.format(key=key, marketing=marketing), 1).encode()
    made = gate.publish(club.home, source, file="n.yaml", now=at(when), effective=at(effective or when))
    assert made.number, made.findings
    club.door = gate.door(club.home)


def everything(club: Club) -> tuple[str, ...]:
    return tuple(key for key, p in club.door.policy_at(at("2024-01-02")).purposes.items() if not p.despite_restriction)


@pytest.mark.parametrize(("published", "effective"), [("2024-02-01", "2024-02-01"), ("2024-01-05", "2024-02-01")])
@pytest.mark.parametrize("kind", [BAN, OBJECTION])
def test_who_forbade_all_marketing_is_not_marketed_to_for_a_purpose_that_comes_later(
    club: Club, published: str, effective: str, kind: RefusalKind
) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    if published < "2024-01-10":
        add(club, "flyers", published, effective)
    club.request(member, "2024-01-10", Refuse(kind, ("news", "post")))
    if published > "2024-01-10":
        add(club, "flyers", published, effective)
    assert club.sees(POST, "flyers", member, "2024-02-02") == set()
    assert club.sees(POST, "flyers", other, "2024-02-02") == {"name", "reach"}
    assert club.sees(OFFICE, "care", member, "2024-02-02") == {"name", "reach"}
    before = sql("SELECT * FROM refusal ORDER BY id")
    assert sum(club.door.recompute_all()) == 2
    assert sql("SELECT * FROM refusal ORDER BY id") == before, "once"
    ((refusal,),) = sql("SELECT id FROM refusal WHERE purpose='flyers'")
    club.request(member, "2024-02-03", Lift(refusal))
    assert club.sees(POST, "flyers", member, "2024-02-04") == {"name", "reach"}
    add(club, "more", "2024-02-05")
    assert club.sees(POST, "more", member, "2024-02-06") == {"name", "reach"}, "it is no no to everything any more"


def test_a_no_to_some_marketing_is_none_to_what_comes_later(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.request(member, "2024-01-10", Refuse(BAN, ("post",)), Refuse(RefusalKind.WITHDRAWAL, ("news",)))
    club.request(member, "2024-01-11", Refuse(BAN, ("news",), "email"))
    add(club, "flyers", "2024-02-01")
    assert club.sees(POST, "flyers", member, "2024-02-02") == {"name", "reach"}


def test_a_channel_that_was_forbidden_is_so_for_a_later_purpose_too(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.request(member, "2024-01-10", Refuse(BAN, ("post",), "post"))
    add(club, "flyers", "2024-02-01", marketing="marketing: [post, phone]")
    reached = {c: yes(club.door.list(POST, "flyers", now=at("2024-02-02"), channel=c)).readings for c in ("post", "phone")}
    assert {channel: [one.subject for one in found] for channel, found in reached.items()} == {"post": [], "phone": [member]}


def test_who_took_a_later_purpose_back_is_not_met_by_their_own_ban_again(club: Club) -> None:
    member = club.join("2024-01-02").subject
    club.request(member, "2024-01-10", Refuse(BAN, ("news", "post")))
    add(club, "flyers", "2024-02-01")
    ((refusal,),) = sql("SELECT id FROM refusal WHERE purpose='flyers'")
    club.request(member, "2024-02-03", Lift(refusal))
    club.care(member, "2024-02-04", Put("reach", {"email": "aino@kerho.example"}))
    assert club.sees(POST, "flyers", member, "2024-02-05") == {"name", "reach"}


@pytest.mark.parametrize(("published", "effective"), [("2024-02-01", "2024-02-01"), ("2024-01-05", "2024-02-01")])
def test_what_is_restricted_as_a_whole_is_closed_to_a_purpose_that_comes_later_until_it_is_lifted(
    club: Club, published: str, effective: str
) -> None:
    member, partly = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    if published < "2024-01-10":
        add(club, "study", published, effective, marketing="")
    club.request(member, "2024-01-10", Restrict(everything(club), "accuracy", REVIEW))
    club.request(partly, "2024-01-10", Restrict(("care", "post"), "accuracy", REVIEW))
    if published > "2024-01-10":
        add(club, "study", published, effective, marketing="")
    assert club.sees(POST, "study", member, "2024-02-02") == set()
    assert club.sees(POST, "study", partly, "2024-02-02") == {"name", "reach"}
    assert club.door.check("restriction_closes", now=at("2024-02-03")).breaches == 0
    standing = sql("SELECT id FROM restriction WHERE subject_id=%s", member)
    club.request(member, "2024-02-03", *(Unrestrict(id) for (id,) in standing))
    assert club.sees(POST, "study", member, "2024-02-04") == {"name", "reach"}


def test_a_restricted_folder_is_closed_to_a_later_purpose_that_would_read_it(club: Club) -> None:
    member = club.join("2024-01-02").subject
    ((folder,),) = sql("SELECT id FROM folder WHERE category='reach'")
    club.request(member, "2024-01-10", Restrict(("care", "news", "post"), "accuracy", REVIEW, folder))
    add(club, "study", "2024-02-01", marketing="")
    assert club.sees(POST, "study", member, "2024-02-02") == {"name"}


def test_a_linked_subject_is_closed_to_a_later_purpose_as_well(club: Club) -> None:
    member, other = club.join("2024-01-02").subject, club.join("2024-01-02", email="b@kerho.example").subject
    yes(club.door.link(PRIVACY, "requests", member, other, now=at("2024-01-03")))
    club.request(member, "2024-01-10", Refuse(BAN, ("news", "post")))
    add(club, "flyers", "2024-02-01")
    assert club.sees(POST, "flyers", other, "2024-02-02") == set()
    yes(club.door.unlink(PRIVACY, "requests", member, now=at("2024-02-03")))
    assert club.sees(POST, "flyers", other, "2024-02-04") == {"name", "reach"}
    assert count("refusal", "subject_id=%s", other) == 0


def test_an_address_whose_person_forbade_all_marketing_is_bound_for_a_later_purpose_too(club: Club) -> None:
    erased = club.join("2024-01-02").subject
    some = club.join("2024-01-02", email="b@kerho.example").subject
    club.request(erased, "2024-01-10", Refuse(BAN, ("news", "post")))
    club.request(some, "2024-01-10", Refuse(BAN, ("post",)))
    add(club, "flyers", "2024-02-01")
    again, partly = club.join("2024-02-02").subject, club.join("2024-02-02", email="b@kerho.example").subject

    def said(member: int) -> list[str]:
        return [row[0] for row in sql("SELECT purpose FROM refusal WHERE subject_id=%s ORDER BY purpose", member)]

    assert (said(again), said(partly)) == (["flyers", "news", "post"], ["post"])


def test_a_channel_that_was_forbidden_is_no_word_on_the_purpose_that_an_address_is_bound_for(club: Club) -> None:
    club.request(club.join("2024-01-02").subject, "2024-01-10", Refuse(BAN, ("news", "post")))
    add(club, "flyers", "2024-02-01")
    member = club.join("2024-02-02", email="b@kerho.example").subject
    club.request(member, "2024-02-03", Refuse(BAN, ("flyers",), "post"))
    club.care(member, "2024-02-04", Put("reach", {"email": "aino@kerho.example"}))
    assert sql("SELECT purpose FROM refusal WHERE subject_id=%s AND channel='' ORDER BY purpose", member) == [
        ("flyers",), ("news",), ("post",),
    ]  # fmt: skip
