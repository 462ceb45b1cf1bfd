"""The page: well formed, complete, every clause once at its own anchor, and no text of an author's becomes markup."""

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser

import pytest
from pydantic import BaseModel

from seloste.notice import Loaded, Notice, clauses, render
from seloste.notice.render.markup import el
from seloste.notice.values import Text

ON = date(2026, 11, 22)
type Read = Callable[[str], Loaded]
_VOID = {"meta", "link", "br", "hr"}


class Walk(HTMLParser):
    """Walks a page: its tags must nest, and it keeps ids, links, tags and words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in _VOID:
            self.open.append(tag)
        for name, value in attrs:
            assert value is not None
            assert not name.startswith("on")
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_the_page_is_well_formed_and_every_link_lands(lamisnet: Notice) -> None:
    walk = Walk(render.document(lamisnet, on=ON))
    assert len(walk.ids) == len(set(walk.ids))
    assert walk.links
    assert {link.removeprefix("#") for link in walk.links} <= set(walk.ids)
    assert walk.tags.count("h1") == 1


def test_every_clause_stands_once_at_its_anchor(lamisnet: Notice) -> None:
    walk = Walk(render.html(lamisnet, on=ON))
    for clause in clauses(lamisnet):
        assert walk.ids.count(clause.anchor) == 1, clause.anchor


def test_every_clause_that_the_text_proves_is_said_word_for_word(lamisnet: Notice) -> None:
    words = Walk(render.html(lamisnet, on=ON)).words
    for clause in clauses(lamisnet):
        if clause.kind in {"notice", "attested", "said"} and not clause.anchor.startswith("retention."):
            assert clause.text.fi in words, clause.anchor


def test_there_are_fifteen_sections_in_order(lamisnet: Notice) -> None:
    walk = Walk(render.html(lamisnet, on=ON))
    assert [each for each in walk.ids if each.startswith("kohta-")] == [f"kohta-{number}" for number in range(1, 16)]


def test_the_first_layer_comes_first_and_objection_stands_apart(lamisnet: Notice) -> None:
    walk = Walk(render.html(lamisnet, on=ON))
    assert walk.ids.index("lyhyesti") < walk.ids.index("vastustaminen") < walk.ids.index("kohta-1")
    assert walk.ids[walk.ids.index("vastustaminen") + 1] == "right.objection"


def test_the_small_notice_has_a_whole_page_too(read: Read, mini: str) -> None:
    notice = read(mini).notice
    assert notice
    walk = Walk(render.document(notice, on=ON))
    assert {clause.anchor for clause in clauses(notice)} <= set(walk.ids)


EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;&amp;"


def test_no_text_of_the_author_becomes_markup(lamisnet: Notice) -> None:
    evil = _poisoned(lamisnet)
    clean, walk = Walk(render.document(lamisnet, on=ON)), Walk(render.document(evil, on=ON))
    assert sorted(set(walk.tags)) == sorted(set(clean.tags))
    assert "script" not in walk.tags
    assert "img" not in walk.tags
    assert any(EVIL in words for words in walk.words)


def _poisoned(notice: Notice) -> Notice:
    """Give the same notice with markup in every text."""

    def poison(value: object) -> object:
        if isinstance(value, Text):
            return Text(fi=EVIL)
        if isinstance(value, dict):
            return {name: poison(inner) for name, inner in value.items()}
        if isinstance(value, BaseModel):
            return value.model_copy(update={name: poison(getattr(value, name)) for name in type(value).model_fields})
        return value

    spoilt = poison(notice)
    assert isinstance(spoilt, Notice)
    named = spoilt.controller.model_copy(
        update={"name": EVIL, "address": EVIL, "email": EVIL, "phone": EVIL, "website": EVIL, "place": EVIL}
    )
    return spoilt.model_copy(update={"controller": named})


def test_attributes_are_escaped() -> None:
    assert el("p", "a<b", data_x='"><script>') == '<p data-x="&quot;&gt;&lt;script&gt;">a&lt;b</p>'


def test_a_language_it_cannot_speak_is_refused(lamisnet: Notice) -> None:
    with pytest.raises(ValueError, match="fi"):
        render.html(lamisnet, lang="de", on=ON)


def test_rendering_twice_gives_the_same_page(lamisnet: Notice) -> None:
    assert render.html(lamisnet, on=ON) == render.html(lamisnet, on=ON)
