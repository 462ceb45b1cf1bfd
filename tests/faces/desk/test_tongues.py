"""A text that the notice has in Finnish only is marked as Finnish on a screen in another language (WCAG 3.1.2)."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.utils.translation import override

from faces.conftest import opened
from faces.staff import LAMISNET, Office, main
from seloste.faces.ui.templatetags.ui import spoken, text, tongue
from seloste.home import Home
from seloste.notice import Text

UNTRANSLATED = ("Kontaktuppgifter", "E-postadress", "Kund eller den som begär en offert")


@pytest.fixture
def halfway(db: None, fresh_home: Home, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Open a register whose notice lacks some of its Swedish."""
    notice = LAMISNET.read_text("utf-8")
    for words in UNTRANSLATED:
        assert f" sv: {words}," in notice
        notice = notice.replace(f" sv: {words},", "")
    yield from opened(fresh_home, now, monkeypatch, notice.encode())


@pytest.fixture
def aino(halfway: Office) -> int:
    """Write down a customer."""
    return halfway.customer("Aino", "Esimerkki", planned=date(2027, 6, 30), at=halfway.now - timedelta(days=3))


def body(office: Office, path: str, lang: str) -> str:
    client = office.client("sales", purpose="customer_care")
    client.cookies["seloste_language"] = lang
    return main(client.get(path))


def test_untranslated_names_are_marked_where_they_stand_and_no_others(halfway: Office, aino: int) -> None:
    card = body(halfway, f"/desk/{aino}/", "sv")
    for said in ("Yhteystiedot", "Sähköpostiosoite", "Asiakas tai tarjouksen pyytäjä"):
        assert f'<span lang="fi">{said}</span>' in card
        assert not re.search(rf'(?<!lang="fi">){said}<', card), said
    assert "<dt>Förnamn</dt>" in card
    assert 'lang="fi"' not in body(halfway, f"/desk/{aino}/", "fi")
    assert 'lang="fi"' not in body(halfway, f"/desk/{aino}/", "en")


def test_lists_and_forms_mark_them_too(halfway: Office, aino: int) -> None:
    assert '<td><span lang="fi">Asiakas tai tarjouksen pyytäjä</span></td>' in body(halfway, "/desk/all/", "sv")
    form = body(halfway, "/desk/new/", "sv")
    assert '<h2><span lang="fi">Yhteystiedot</span></h2>' in form
    assert re.search(r'<option value="customer"[^>]* lang="fi">Asiakas tai tarjouksen pyytäjä</option>', form)
    assert re.search(r'<label for="contact-email"><span lang="fi">Sähköpostiosoite</span>', form)


def test_no_mark_ever_stands_in_an_attribute_or_a_title(halfway: Office, aino: int) -> None:
    client = halfway.client("sales", purpose="customer_care")
    client.cookies["seloste_language"] = "sv"
    for path in ("", "life/", "add/contact/", "ban/"):
        page = client.get(f"/desk/{aino}/{path}").content.decode()
        assert not re.search(r'="[^"]*(<span|&lt;span)', page)
        assert "span" not in page.split("</title>")[0].partition("<title>")[2]


def test_a_mark_holds_no_markup_of_the_notices() -> None:
    with override("sv"):
        words = text(Text(fi="<b>Nimi</b>"))
        assert spoken(words) == '<span lang="fi">&lt;b&gt;Nimi&lt;/b&gt;</span>'
        assert tongue(words) == ' lang="fi"'
        assert (spoken("Namn"), tongue("Namn")) == ("Namn", "")
