"""The rights as the page tells them: by the bases in use, without contradiction, and what they share only once."""

from collections.abc import Callable

import pytest

from notice.firms import FILES, ON, changed, notice, page
from seloste import law
from seloste.notice import Loaded, Notice, render
from seloste.notice.clauses import clauses
from seloste.notice.clauses.rights import common, common_text, in_use, right_text
from seloste.notice.render import LANGUAGES
from seloste.notice.tongue import TONGUES


def objection(told: Notice, lang: str = "fi") -> str:
    return next(each.text[lang] for each in clauses(told) if each.anchor == "right.objection")


def test_the_right_to_object_tells_of_the_bases_in_use() -> None:
    both = objection(notice("AL"))
    assert "jonka perusteena on oikeutettu etu, yleistä etua koskeva tehtävä tai julkisen vallan käyttö." in both
    assert "jonka perusteena on oikeutettu etu. " in objection(notice("LN"))
    assert "myndighetsutövning" in objection(notice("AL"), "sv")
    assert "public interest" not in objection(notice("LN"), "en")


def test_only_a_public_task_is_told_where_nothing_rests_on_an_interest(read: Callable[[str], Loaded], mini: str) -> None:
    task = mini.replace("contact_person: legitimate-interest}", "contact_person: public-task}").replace(
        "    interest: Etumme on palvella asiakasyritystä.\n", "    law: fi/1336-1997/2:10\n"
    )
    told = read(task).notice
    assert told
    assert "jonka perusteena on yleistä etua koskeva tehtävä tai julkisen vallan käyttö. " in objection(told)


def test_direct_marketing_is_told_of_only_where_there_is_some(read: Callable[[str], Loaded], mini: str) -> None:
    without = read(mini).notice
    assert without
    assert "uoramarkkinoin" not in objection(without)
    assert "Suoramarkkinointia voit vastustaa milloin tahansa perustelematta" in objection(notice("LN"))


@pytest.mark.promise("OA-04", by="text")
@pytest.mark.parametrize(
    ("lang", "free", "weighed"),
    [("fi", "Sinun ei tarvitse perustella kieltoa", "ellei meillä"), ("sv", "Du behöver inte motivera förbudet", "tvingande"),
     ("en", "You need not give reasons", "compelling")],
)  # fmt: skip
def test_a_ban_without_reasons_is_told_without_a_balancing_that_takes_it_back(lang: str, free: str, weighed: str) -> None:
    told = objection(notice("OA"), lang)
    assert free in told
    assert weighed not in told
    assert weighed in objection(notice("LN"), lang)
    own = [purpose for purpose in notice("OA").purposes.values() if not purpose.builtin]
    stopped = [each for each in own if {str(basis) for basis in each.basis.values()} - {"legal-obligation"}]
    assert len(stopped) >= 5
    assert all(each.name and each.name[lang].lower() in told.lower() for each in stopped)


@pytest.mark.parametrize("firm", FILES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_rights_share_is_said_once_and_each_right_is_whole_with_it(firm: str, lang: str) -> None:
    told, tongue = notice(firm), TONGUES[lang]
    shared, seen = common(told), page(firm, lang)
    assert seen.count(str(common_text(tongue, told))) == 1
    for name in in_use(told):
        if name not in ("objection", "complaint"):
            given = told.rights.get(name)  # type: ignore[call-overload]
            own = str(right_text(tongue, told, name, shared))
            assert own in seen
            whole = str(right_text(tongue, told, name))
            # What the page leaves out of a right is just what it has said of all of them.
            left = len(whole) - len(own)
            assert (left > 0) == (given is not None and (given.channels == shared.channels or given.within == shared.within)), name


def test_rights_that_share_nothing_are_each_said_whole(read: Callable[[str], Loaded], mini: str) -> None:
    told = read(mini + "rights: {access: {within: P7D}, rectification: {within: P14D}, erasure: {within: P1M}}\n").notice
    assert told
    assert not common(told).channels


@pytest.mark.promise("AS-33", "AL-38", by="text")
@pytest.mark.parametrize("firm", FILES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_right_to_complain_is_told_with_the_way_to_the_authority(firm: str, lang: str) -> None:
    told = render.html(notice(firm), lang=lang, on=ON)
    complaint = next(each.text[lang] for each in clauses(notice(firm)) if each.anchor == "right.complaint")
    assert complaint in told
    block = told[told.index('id="valvontaviranomainen"') :][:900]
    office = law.authority(ON)
    for line in (office.name[lang], office.visiting[lang], office.post[lang], office.phone):
        assert line in block
    assert told.index('id="right.complaint"') < told.index('id="valvontaviranomainen"') < told.index('id="kohta-15"')


@pytest.mark.promise("OA-23", by="text")
@pytest.mark.parametrize(
    ("lang", "others", "answers"),
    [("fi", "näkevät palvelun muut käyttäjät", "siitä vastaavat palvelu ja sinä"),
     ("sv", "tjänstens andra användare", "ansvarar tjänsten och du"),
     ("en", "is seen by its other users", "the service and you answer for that")],
)  # fmt: skip
def test_who_sees_and_who_answers_for_what_one_shares_on_social_media_is_told(lang: str, others: str, answers: str) -> None:
    social = next(each for each in clauses(notice("OA")) if each.anchor == "related.social")
    assert others in social.text[lang]
    assert answers in social.text[lang]
    assert social.text[lang] in page("OA", lang)


@pytest.mark.promise("AL-61", by="text")
@pytest.mark.parametrize(("lang", "owned"), [("fi", "omistamme itse"), ("sv", "vi äger själva"), ("en", "owned by us")])
def test_own_servers_in_anothers_data_centre_are_told_with_owner_and_keeper(lang: str, owned: str) -> None:
    told = {each.anchor: each.text[lang] for each in clauses(notice("AL"))}
    keeper = notice("AL").processors["datacentre"]
    assert owned in told["storage"]
    assert told["processor.datacentre"] in page("AL", lang)
    assert keeper.contract


@pytest.mark.promise("AL-61", by="text")
def test_own_servers_that_another_runs_or_keeps_without_a_contract_are_findings() -> None:
    run = changed("AL", ("      country: FI\n      owner: own\n", "      country: FI\n      owner: own\n      by: datacentre\n"))
    assert [each.code for each in run] == ["contra-owner"]
    contract = "    no_own_use: true\n    contract: {by: privacy, on: 2026-10-05, valid: P1Y}\n  accounting"
    unbound = changed("AL", (contract, "    no_own_use: true\n  accounting"))
    assert [each.path for each in unbound if each.severity == "error"] == ["processors.datacentre"]
