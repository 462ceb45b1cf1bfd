"""Asking the rows: what was in force on a date, how it is cited, whom to turn to, and which countries are safe."""

from datetime import date

import pytest

from seloste.law import NotInForce, Unknown, adequacy, area, authority, cite, row, statute
from seloste.law.rows import Duty

TODAY = date(2026, 11, 22)


def test_the_repealed_act_is_not_in_force_and_names_its_successor() -> None:
    assert statute("fi/523-1999", date(2018, 12, 31)).name.fi == "henkilötietolaki"
    with pytest.raises(NotInForce, match=r"only until 2018-12-31; see fi/1050-2018") as refused:
        statute("fi/523-1999", date(2019, 1, 1))
    assert refused.value.row.id == "fi/523-1999"


def test_the_regulation_does_not_apply_before_its_time() -> None:
    with pytest.raises(NotInForce, match="only from 2018-05-25"):
        statute("eu/2016-679/17", date(2018, 4, 12))


@pytest.mark.parametrize("name", ["fi/1-1734", "eu/2016-679/999", "eu/2016-679/17.x.y", "fi/1336-1997/2:10.1", "523/1999", ""])
def test_what_is_not_in_the_rows_is_unknown(name: str) -> None:
    with pytest.raises(Unknown):
        statute(name, TODAY)


def test_a_point_is_found_through_its_article() -> None:
    assert statute("eu/2016-679/17.3.b", TODAY).name.fi == "oikeus tietojen poistamiseen"


@pytest.mark.parametrize(
    ("name", "language", "words"),
    [
        ("fi/1336-1997/2:10", "fi", "kirjanpitolain (1336/1997) 2 luvun 10 §"),
        ("fi/1336-1997/2:10", "sv", "2 kap. 10 § i bokföringslagen (1336/1997)"),
        ("fi/1336-1997/2:10", "en", "Section 10 of Chapter 2 of the Accounting Act (1336/1997)"),
        ("fi/728-2003/13a", "fi", "velan vanhentumisesta annetun lain (728/2003) 13 a §"),
        ("fi/1050-2018/29", "fi", "tietosuojalain (1050/2018) 29 §"),
        ("fi/1050-2018", "fi", "tietosuojalaki (1050/2018)"),
        ("eu/2016-679/17.3.b", "fi", "yleisen tietosuoja-asetuksen (EU 2016/679) 17 artiklan 3 kohdan b alakohta"),
        ("eu/2016-679/12.3", "fi", "yleisen tietosuoja-asetuksen (EU 2016/679) 12 artiklan 3 kohta"),
        ("eu/2016-679/15", "fi", "yleisen tietosuoja-asetuksen (EU 2016/679) 15 artikla"),
        ("eu/2016-679/17.3.b", "en", "Article 17(3)(b) of the General Data Protection Regulation (EU 2016/679)"),
        ("eu/2016-679/17.3.b", "sv", "artikel 17.3 b i den allmänna dataskyddsförordningen (EU 2016/679)"),
    ],
)
def test_a_provision_is_cited_in_words(name: str, language: str, words: str) -> None:
    assert cite(name, TODAY, language) == words


def test_a_repealed_act_is_not_cited() -> None:
    with pytest.raises(NotInForce):
        cite("fi/523-1999/10", TODAY)


def test_the_ombudsman_has_the_address_of_the_day() -> None:
    old, new = authority(date(2018, 7, 11)), authority(TODAY)
    assert "Ratapihantie 9" in old.visiting.fi
    assert new.visiting.fi == "Lintulahdenkuja 4, 00530 Helsinki"
    assert new.visiting["sv"] == "Fågelviksgränden 4, 00530 Helsingfors"
    assert (new.post.fi, new.phone, new.email) == ("PL 800, 00531 Helsinki", "029 566 6700", "tietosuoja@om.fi")
    assert new.name["en"] == "Office of the Data Protection Ombudsman"


def test_a_missing_translation_falls_back_to_finnish() -> None:
    assert statute("fi/523-1999/24", date(2018, 1, 1)).name["sv"] == "informointi tietojen käsittelystä"
    assert statute("fi/1050-2018", TODAY).name["xx"] == "tietosuojalaki"


def test_the_union_is_not_the_economic_area() -> None:
    assert area("EEA", TODAY) - area("EU", TODAY) == {"IS", "LI", "NO"}
    assert len(area("EU", TODAY)) == 27
    assert "GB" in area("EU", date(2019, 1, 1))
    assert "GB" not in area("EEA", TODAY)


@pytest.mark.parametrize(
    ("country", "on", "standing"),
    [
        ("GB", "2026-11-22", True),
        ("GB", "2032-01-01", False),
        ("US", "2020-07-15", True),
        ("US", "2020-07-16", False),
        ("US", "2026-11-22", True),
        ("BR", "2026-01-26", False),
        ("BR", "2026-01-27", True),
        ("CN", "2026-11-22", False),
    ],
)
def test_adequacy_holds_only_in_its_time(country: str, on: str, standing: bool) -> None:
    assert (adequacy(country, date.fromisoformat(on)) is not None) is standing


def test_an_american_importer_must_be_certified() -> None:
    found = adequacy("US", TODAY)
    assert found is not None
    assert found.scope == "certified"


def test_the_extended_reply_is_three_months_and_a_breach_seventy_two_hours() -> None:
    reply, breach = row(Duty, "GDPR-12-3", TODAY), row(Duty, "GDPR-33-1", TODAY)
    assert (str(reply.period), str(reply.extended), reply.rolls) == ("P1M", "P3M", True)
    assert (str(breach.period), breach.rolls) == ("PT72H", False)
