"""Finnish words for periods, lists and bounds."""

import pytest

from seloste.law import Period
from seloste.notice import MatterKind, Otherwise, finnish


@pytest.mark.parametrize(
    ("text", "lasting", "of_length"),
    [
        ("P1M", "1 kuukausi", "kuukauden"),
        ("P24M", "24 kuukautta", "24 kuukauden"),
        ("P36M", "3 vuotta", "3 vuoden"),
        ("P5Y", "5 vuotta", "5 vuoden"),
        ("P1Y", "1 vuosi", "vuoden"),
        ("P1Y6M", "18 kuukautta", "18 kuukauden"),
        ("P14D", "14 päivää", "14 päivän"),
        ("P1D", "1 päivä", "päivän"),
        ("PT72H", "72 tuntia", "72 tunnin"),
        ("PT90M", "90 minuuttia", "90 minuutin"),
    ],
)
def test_periods_are_said_as_people_say_them(text: str, lasting: str, of_length: str) -> None:
    assert finnish.lasting(Period.parse(text)) == lasting
    assert finnish.of_length(Period.parse(text)) == of_length


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            MatterKind(idle=Period.parse("P24M")),
            "päättyy, kun se on hoidettu tai lopetettu, kuitenkin viimeistään, kun viimeisestä asioinnista on kulunut 24 kuukautta",
        ),
        (
            MatterKind(at_most=Period.parse("P14D")),
            "päättyy, kun se on hoidettu tai lopetettu, kuitenkin viimeistään 14 päivän kuluttua alkamisesta",
        ),
        (
            MatterKind.model_validate({"end": "planned", "else": Otherwise(idle=Period.parse("P3Y"))}),
            "päättyy sovittuna päivänä; jos päivää ei ole sovittu, se päättyy, kun viimeisestä asioinnista on kulunut 3 vuotta",
        ),
        (MatterKind(of="controller", end="planned"), "päättyy sille määrättynä päivänä"),
    ],
)
def test_bounds_are_said_whole(kind: MatterKind, words: str) -> None:
    assert finnish.bound(kind) == words


def test_lists_end_with_and_and_names_with_commas() -> None:
    assert finnish.listed(["a", "b", "c"]) == "a, b ja c"
    assert finnish.listed(["a"]) == "a"
    assert finnish.listed([]) == ""
    assert finnish.named(["Tilaukset ja toimitukset", "YTJ"]) == "tilaukset ja toimitukset, YTJ"


def test_a_sentence_begins_and_ends_as_one() -> None:
    assert finnish.sentence(" hoidamme asiat ") == "Hoidamme asiat."
    assert finnish.sentence("Miksi?") == "Miksi?"
