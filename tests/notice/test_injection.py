"""No mark in any text of an author's means anything in any format: HTML, Markdown, typst, spreadsheets, and marks that turn the text."""

import csv
import json
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import html5lib
import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader

from notice.spoiling import spoilt
from seloste.notice import Loaded, Notice, records, render
from seloste.notice.render import Format

ON = date(2026, 11, 22)
HTML = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&lt;&amp;</title></style></p>"
MARKDOWN = (
    "# a *b* _c_ **d** `e` [f](javascript:alert(1)) ![g](http://x.example/g.png) <b>h</b> | i | ~~j~~ "
    "http://x.example www.x.example k@x.example"
)
BLOCKS = (
    "- a",
    "+ b",
    "1. c",
    "# d",
    "> e",
    "```",
    "---",
    "===",
    "| f | g |",
    "[h]: http://x.example",
    "    i",
    "\tj",
    "<div>",
    "&#60;b&#62;",
)
TYPST = '#panic("x") #read("/etc/passwd") $x^2$ *a* _b_ <kohta-1> @kohta-1 = c #let d = 1 `e` \\ // f /* g */ [h] "i" \\u{41} #link("http://x.example")'
FORMATS: tuple[Format, ...] = ("html", "md", "txt", "json", "jsonld")
PATTERNS = "{0} {name} %s %(a)s $a {{b}} \\1"


@pytest.mark.parametrize("evil", [HTML, MARKDOWN, TYPST, PATTERNS, *BLOCKS])
@pytest.mark.parametrize("lang", ["fi", "sv"])
def test_html_has_the_same_elements_whatever_the_texts_say(lamisnet: Notice, evil: str, lang: str) -> None:
    clean, made = (render.document(each, lang=lang, on=ON) for each in (lamisnet, spoilt(lamisnet, evil)))
    found, wanted = (list(html5lib.HTMLParser(strict=True).parse(text).iter()) for text in (made, clean))
    assert {node.tag for node in found} == {node.tag for node in wanted}
    assert {name for node in found for name in node.attrib} == {name for node in wanted for name in node.attrib}


@pytest.mark.parametrize("evil", [HTML, MARKDOWN, TYPST, PATTERNS, *BLOCKS])
def test_markdown_has_the_same_elements_whatever_the_texts_say(lamisnet: Notice, evil: str) -> None:
    reader = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    other = spoilt(lamisnet, evil, translated=True)
    clean, made = (render.write(each, "md", lang="sv", on=ON).decode() for each in (lamisnet, other))
    wanted, found = ({*re.findall(r"<(/?\w+)", reader.render(text))} for text in (clean, made))
    assert found <= wanted
    links = re.findall(r'href="([^"]*)"', reader.render(made))
    assert all(link.startswith("#") for link in links)
    shown = (
        re.sub(r"<[^>]+>", "", reader.render(made)).replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    )
    assert " ".join(evil.split()) in shown


def test_markdown_makes_no_links_of_addresses_either(lamisnet: Notice) -> None:
    made = render.write(spoilt(lamisnet, MARKDOWN), "md", lang="fi", on=ON).decode()
    # The places that readers of GitHub's Markdown turn into links: a scheme, www. and an address, when no mark stands between.
    assert not re.search(r"https?://|\bwww\.x|\w@x", made)


@pytest.mark.parametrize("evil", [TYPST, HTML, MARKDOWN, *BLOCKS])
def test_typst_reads_nothing_in_a_text(lamisnet: Notice, evil: str) -> None:
    small = lamisnet.model_copy(
        update={"purposes": dict(list(lamisnet.purposes.items())[:1]), "security": {}, "recipients": {}, "processors": {}}
    )
    pages = PdfReader(BytesIO(render.write(spoilt(small, evil), "pdf", lang="fi", on=ON))).pages
    words = re.sub(r"[\s\u00ad-]+", "", "".join(page.extract_text() for page in pages))
    assert re.sub(r"[\s-]+", "", evil)[:30] in words
    assert "root:" not in words


@pytest.mark.parametrize("sign", ["=", "+", "-", "@"])
def test_no_cell_of_a_record_is_a_formula(lamisnet: Notice, sign: str) -> None:
    made = records.table(spoilt(lamisnet, f'{sign}HYPERLINK("http://x.example";"a")'), "controller", lang="fi")
    rows = list(csv.reader(StringIO(made.removeprefix("\ufeff")), delimiter=";"))
    assert all(len(row) == len(rows[0]) for row in rows)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("mark", ["\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\u2069"])
def test_marks_that_turn_the_text_are_refused_in_a_file_and_left_out_of_a_page(
    read: Callable[[str], Loaded], mini: str, lamisnet: Notice, mark: str
) -> None:
    assert read(mini.replace("Palvelemme asiakkaita", f"Palvelemme{mark} asiakkaita")).notice is None
    for form in FORMATS:
        assert mark not in render.write(spoilt(lamisnet, f"a{mark}b"), form, lang="sv", on=ON).decode()


def test_words_written_from_right_to_left_are_isolated(lamisnet: Notice) -> None:
    assert "<bdi>שלום</bdi>" in render.html(spoilt(lamisnet, "שלום"), on=ON)


def test_no_text_becomes_an_iri(lamisnet: Notice) -> None:
    told = json.loads(render.write(spoilt(lamisnet, "http://x.example/evil"), "jsonld", lang="fi", on=ON))

    def ids(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["@id"]] if "@id" in value else []
            return own + [found for name, inner in value.items() if name != "@context" for found in ids(inner)]
        return [found for inner in value for found in ids(inner)] if isinstance(value, list) else []

    assert ids(told)
    assert all(each.startswith(("ni:///", "dpv:", "pd:", "eu-gdpr:")) for each in ids(told))


def test_a_text_as_long_as_it_may_be_is_still_rendered(lamisnet: Notice) -> None:
    assert "x" * 6000 in render.document(spoilt(lamisnet, "x" * 6000), on=ON)
