"""Cover: which version of the notice lets a purpose read or keep a category, and until when."""

from policy.scenes import Doc, at, timeline, with_parts
from seloste.policy.cover import Cover, covers

FIRST: Doc = {
    "matters": {"relation": {"idle": "P24M"}},
    "data": {"identity": None, "contact": None, "notes": None},
    "purposes": {
        "care": {"while": ["relation"], "uses": ["identity"], "reads": ["contact"], "keeps": ["notes"]},
        "archive": {"after": "care", "keeps": ["identity", "contact"], "keep": "P1Y", "store": "archive"},
    },
}


def changed(**care: object) -> Doc:
    return with_parts(FIRST, purposes={"care": {**FIRST["purposes"]["care"], **care}})


def test_uses_reads_and_keeps_reads_only_reads_and_keeps_only_keeps() -> None:
    found = covers(timeline(("2020-01-01", FIRST)))
    assert found[(1, "care", "identity")] == Cover(1, "care", "identity", reads=True, keeps=True)
    assert found[(1, "care", "contact")] == Cover(1, "care", "contact", reads=True, keeps=False)
    assert found[(1, "care", "notes")] == Cover(1, "care", "notes", reads=False, keeps=True)


def test_what_a_purpose_does_not_name_it_does_not_cover() -> None:
    assert (1, "archive", "notes") not in covers(timeline(("2020-01-01", FIRST)))


def test_an_archive_keeps_only_what_the_purpose_before_it_keeps() -> None:
    found = covers(timeline(("2020-01-01", FIRST)))
    assert found[(1, "archive", "identity")].keeps
    assert not found[(1, "archive", "contact")].keeps


def test_a_category_taken_out_ends_on_the_effective_date_for_every_earlier_version() -> None:
    found = covers(
        timeline(("2020-01-01", FIRST), ("2021-01-01", changed(uses=["identity", "notes"])), ("2022-01-01", changed(uses=["notes"])))
    )
    for version in (1, 2):
        cover = found[(version, "care", "identity")]
        assert cover.reads_until == cover.keeps_until == at("2022-01-01")
    assert (3, "care", "identity") not in found


def test_reading_and_keeping_end_apart() -> None:
    found = covers(timeline(("2020-01-01", FIRST), ("2021-01-01", changed(uses=[], reads=["identity", "contact"]))))
    cover = found[(1, "care", "identity")]
    assert (cover.reads_until, cover.keeps_until) == (None, at("2021-01-01"))


def test_a_category_added_is_covered_only_by_the_version_that_adds_it() -> None:
    found = covers(timeline(("2020-01-01", FIRST), ("2021-01-01", changed(uses=["identity", "notes"]))))
    assert not found[(1, "care", "notes")].reads
    assert found[(2, "care", "notes")].reads


def test_what_was_taken_out_and_put_back_stays_out_for_old_grounds() -> None:
    found = covers(timeline(("2020-01-01", FIRST), ("2021-01-01", changed(uses=[])), ("2022-01-01", FIRST)))
    assert found[(1, "care", "identity")].keeps_until == at("2021-01-01")
    assert found[(3, "care", "identity")].keeps_until is None


def test_a_purpose_that_vanishes_covers_nothing_more() -> None:
    found = covers(timeline(("2020-01-01", FIRST), ("2021-01-01", with_parts(FIRST, purposes={"archive": None, "care": None}))))
    assert {c.reads_until or c.keeps_until for c in found.values() if c.reads or c.keeps} == {at("2021-01-01")}
