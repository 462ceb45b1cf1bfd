"""Does the record of processing hold all that Article 30(1) asks, at every purpose of every firm?"""

import csv
from io import StringIO

import pytest

from notice.firms import EXAMPLES, FILES, ON, notice
from seloste.notice import Notice, load, records
from seloste.notice.records.activities import ours
from seloste.notice.render import LANGUAGES
from seloste.notice.tongue import TONGUES
from seloste.notice.words import records as w

# Article 30(1): (a) who, (b) what for, (c) whose data and which, (d) recipients, (e) transfers, (f) time limits, (g) security.
ASKED = {
    "a": (w.CONTROLLER, w.CONTACT), "b": (w.PURPOSE, w.WHY), "c": (w.GROUPS, w.DATA), "d": (w.RECIPIENTS, w.PROCESSORS),
    "e": (w.TRANSFERS,), "f": (w.LIMITS,), "g": (w.SECURITY,),
}  # fmt: skip
NOTHING = TONGUES["en"].say(w.NONE)


def read(firm: str) -> Notice:
    if firm != "clinic":
        return notice(firm)
    told = load((EXAMPLES / "hammasasema" / "notice.yaml").read_bytes(), file="notice.yaml", on=ON).notice
    assert told
    return told


def rows(told: Notice, lang: str = "en") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(records.table(told, "controller", lang=lang).removeprefix("\ufeff")), delimiter=";"))


def missing(told: Notice, lang: str = "en") -> list[tuple[str, str]]:
    """Name what a purpose lacks, by its letter. Importing touches no data of its own, so only there "none" is an answer to (c)."""
    t, found = TONGUES[lang], []
    idle = {str(t.name(told.purposes, key)) for key, each in told.purposes.items() if not (each.seen or each.kept)}
    others = {str(t.name(told.purposes, key)) for key, each in told.purposes.items() if not any(ours(told, kind) for kind in each.basis)}
    for row in rows(told, lang):
        for letter, columns in ASKED.items():
            for column in columns:
                cell = row[str(t.say(column))]
                empty_groups = letter == "c" and row[str(t.say(w.PURPOSE))] in idle | others
                said_none = cell == str(t.say(w.NONE)) and letter not in "de" and not empty_groups
                if not cell.strip() or said_none:
                    found.append((row[str(t.say(w.PURPOSE))], letter))
    return found


@pytest.mark.promise("RA-32", by="text")
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("firm", [*FILES, "clinic"])
def test_every_purpose_has_every_item_of_article_30(firm: str, lang: str) -> None:
    told = read(firm)
    assert len(rows(told, lang)) == len(told.purposes)
    assert missing(told, lang) == []


@pytest.mark.promise("RA-32", by="text")
def test_what_the_notice_lacks_is_missed_in_the_record() -> None:
    told = notice("RA")
    wordless = told.purposes["invoicing"].model_copy(update={"why": None})
    assert missing(told.model_copy(update={"purposes": {**told.purposes, "invoicing": wordless}})) == [("Invoicing", "b")]
    unheld = told.purposes["invoicing"].model_copy(update={"uses": (), "reads": (), "keeps": (), "basis": {}})
    bare = told.model_copy(update={"purposes": {**told.purposes, "invoicing": unheld}, "security": {}})
    assert {letter for name, letter in missing(bare) if name == "Invoicing"} <= {"c"}


def test_each_purpose_names_the_basis_its_time_and_its_own_groups_only() -> None:
    login = next(row for row in rows(notice("AL")) if row["Purpose"] == "Logging in to the service")
    assert login["Groups of data subjects and legal bases"] == "Private customer: contract (Art. 6(1)(b))"
    assert login["Categories of personal data"] == "Identifiers"
    invoicing = next(row for row in rows(read("clinic")) if row["Purpose"] == "Invoicing")
    assert "Invoices: bookkeeping – 6 years from the end of the calendar year" in invoicing["Time limits for erasure"]


def test_a_processor_stands_only_at_the_purposes_it_serves() -> None:
    told = {row["Purpose"]: row for row in rows(read("clinic"))}
    assert [name for name, row in told.items() if "United States" in row["Transfers to third countries"]] == ["Newsletter"]
    assert [name for name, row in told.items() if "Kela" in row["Recipients"]] == ["Applying for Kela reimbursement"]


def test_a_processors_record_speaks_to_the_authority_and_not_to_people() -> None:
    for firm in ("AL", "RA", "OA"):
        [row, *_] = csv.DictReader(StringIO(records.table(notice(firm), "processor", lang="sv").removeprefix("\ufeff")), delimiter=";")
        assert "Dina rättigheter" not in str(row)
