"""What a notice doesn't cover: it names the other notice, whom it concerns, and leads there."""

from collections.abc import Callable

import pytest

from notice.firms import ON, changed, notice, page
from seloste.notice import Loaded, render
from seloste.notice.render import LANGUAGES

ADDRESS = "https://ohjelma-aitta.example/alustapalvelut/tietosuojaseloste"


@pytest.mark.promise("OA-07", by="text")
@pytest.mark.parametrize(
    ("lang", "name"), [("fi", "Lemonsoft Alustapalvelut"), ("sv", "Lemonsofts plattformstjänster"), ("en", "Lemonsoft platform services")]
)
def test_users_of_the_platform_are_led_to_its_own_notice(lang: str, name: str) -> None:
    html = render.html(notice("OA"), lang=lang, on=ON)
    assert f'<a href="{ADDRESS}">{ADDRESS}</a>' in html
    assert name in page("OA", lang)
    there = html.index('id="related.platform"')
    assert html.index('id="kohta-3"') < there < html.index(ADDRESS) < html.index('id="kohta-4"')
    user = notice("OA").subjects["user"].name[lang]
    assert user[:1].lower() + user[1:] in page("OA", lang)[page("OA", lang).index(name) :][:400]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_address_leads_there_in_every_format(lang: str) -> None:
    assert f"]({ADDRESS})" in render.write(notice("OA"), "md", lang=lang, on=ON).decode()
    assert ADDRESS in "".join(render.write(notice("OA"), "txt", lang=lang, on=ON).decode().split())
    assert ADDRESS.encode() in render.write(notice("OA"), "pdf", lang=lang, on=ON)


@pytest.mark.parametrize(
    "wrong",
    ["javascript:alert(1)", "https://", "http://a", "ftp://yritys.example/x", "https://yritys.example/a b", 'https://yritys.example/"onclick=x',
     "https://yritys.example/<b>", "https://yritys.example/)", "https://käyttäjä@yritys.example"],
)  # fmt: skip
def test_what_is_no_address_on_the_web_is_refused_where_it_stands(wrong: str) -> None:
    found = changed("OA", (f"url: {ADDRESS}", f"url: '{wrong}'"))
    assert [each.path for each in found if each.severity == "error"] == ["related.platform.url"]


def test_a_kind_of_people_that_is_not_in_the_notice_is_an_error() -> None:
    found = changed("OA", ("subjects: [user]", "subjects: [visitor]"))
    assert [each.path for each in found if each.severity == "error"] == ["related.platform.subjects.0"]


def test_an_address_without_its_scheme_leads_to_the_safe_one(read: Callable[[str], Loaded], mini: str) -> None:
    told = read(mini + "related: {jobs: {name: Työnhakijat, url: www.yritys.example/tyo}}\n").notice
    assert told
    assert '<a href="https://www.yritys.example/tyo">www.yritys.example/tyo</a>' in render.html(told, lang="fi", on=ON)
