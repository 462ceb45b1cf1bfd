"""How long is each thing kept, and what ends it? The retention promises, in words and as checks."""

from collections.abc import Iterator

from seloste import law
from seloste.notice import finnish, naming
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.structure import Purpose
from seloste.notice.values import Store

SECTION = 8


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of section 8."""
    for key in notice.data:
        yield _category(notice, key)
    for key, purpose in notice.purposes.items():
        if purpose.rule:
            yield _statutory(notice, key, purpose)
        if purpose.after and purpose.store is Store.ARCHIVE:
            yield _archive(notice, key, purpose)
    years = finnish.lasting(notice.access_log)
    text = f"Käyttölokin merkinnät säilytetään {years} tapahtumasta, vaikka muut tiedot olisi poistettu ennen sitä."
    yield clause("retention.log", SECTION, "Käyttöloki", text, notice.line("access_log"), "watched", "access_log_falls")
    if backups := notice.storage.backups:
        text = f"{finnish.sentence(backups.name.fi)} Aika on {finnish.lasting(backups.horizon)}."
        yield clause("retention.backups", SECTION, "Varmuuskopiot", text, notice.line("storage.backups"), "said", "said")


def _category(notice: Notice, key: str) -> Clause:
    name, line = naming.category(notice, key), notice.line(f"data.{key}")
    anchor, title, end = f"retention.{key}", f"Säilytysaika: {name}", ending(notice, key)
    matter = bound_to(notice, key)
    if matter is None:
        text = f"{name}: {'; '.join(terms(notice, key))}. {end}"
        return clause(anchor, SECTION, title, text, line, "enforced", "overdue_folders", category=key)
    kind = notice.matters[matter]
    limit = f", kuitenkin enintään {finnish.lasting(kind.at_most)}" if kind.at_most else ""
    text = f"{name} säilytetään vain niin kauan kuin tämä on avoinna: {finnish.lowered(naming.matter(notice, matter))}{limit}. {end}"
    return clause(anchor, SECTION, title, text, line, "enforced", "category_only_while_matter_open", category=key, matter=matter)


def bound_to(notice: Notice, key: str) -> str | None:
    """The matter that alone keeps a category, and takes it along at once when it ends; None where something else keeps it too."""
    category = notice.data[key]
    keeping = [purpose for purpose in notice.purposes.values() if key in purpose.kept]
    alone = keeping and all(purpose.per == category.of and not (purpose.keep or purpose.rule or purpose.after) for purpose in keeping)
    return category.of if category.of and category.within and category.within.is_zero and alone else None


def _statutory(notice: Notice, key: str, purpose: Purpose) -> Clause:
    name = naming.purpose(notice, key)
    text = f"{name}: tiedot säilytetään koko lain vaatiman ajan, {_tail(notice, purpose)}."
    line = notice.line(f"purposes.{key}.rule")
    return clause(f"statutory.{key}", SECTION, f"Lain vaatima säilytys: {name}", text, line, "enforced", "statutory_keeps", purpose=key)


def _archive(notice: Notice, key: str, purpose: Purpose) -> Clause:
    names = finnish.named(naming.all_of(notice.data, purpose.kept))
    readers = [naming.purpose(notice, name) for name, each in notice.purposes.items() if _opens(each, purpose)]
    text = (
        f"Arkistossa säilytetään nämä: {names}. Säilytysaika on {_tail(notice, purpose)}. Arkisto on erillään muusta rekisteristä, "
        f"eikä siihen lisätä tietoja. Sen avaavat vain nämä käyttötarkoitukset: {finnish.named(readers)}."
    )
    return clause(f"archive.{key}", SECTION, "Arkisto", text, notice.line(f"purposes.{key}"), "enforced", "archive_separate", purpose=key)


def _opens(reader: Purpose, archive: Purpose) -> bool:
    return reader.store is not Store.LIVE and bool(set(reader.seen) & set(archive.kept))


def terms(notice: Notice, key: str) -> list[str]:
    """Say for each purpose that keeps a category how long it does."""
    keeping = {name: purpose for name, purpose in notice.purposes.items() if key in purpose.kept}
    return [f"{finnish.lowered(naming.purpose(notice, name))} – {term(notice, purpose)}" for name, purpose in keeping.items()]


def term(notice: Notice, purpose: Purpose) -> str:
    """Say how long a purpose lasts."""
    if purpose.after or purpose.rule:
        return _tail(notice, purpose)
    names = [finnish.lowered(name) for name in naming.all_of(notice.matters, purpose.while_ or [purpose.per or ""])]
    lasts = f"niin kauan kuin {names[0]} on voimassa"
    if len(names) > 1:
        lasts = f"niin kauan kuin jokin näistä on voimassa: {', '.join(names)}"
    return lasts + (f", ja sen jälkeen {finnish.lasting(purpose.keep)}" if purpose.keep else "")


def _tail(notice: Notice, purpose: Purpose) -> str:
    if purpose.rule:
        rule = max((row for row in law.rows(law.Rule) if row.id == purpose.rule), key=lambda row: row.valid_from)
        period = finnish.lasting(rule.period) if rule.period else "lain määräämän ajan"
        matter = finnish.lowered(naming.matter(notice, purpose.per or ""))
        if rule.anchor == "end-of-calendar-year":
            return f"{period} sen kalenterivuoden päättymisestä, jona {matter} päättyi"
        return f"{period} siitä, kun {matter} päättyi"
    period = finnish.lasting(purpose.keep) if purpose.keep else ""
    return f"{period} siitä, kun käyttötarkoitus ”{naming.purpose(notice, purpose.after or '')}” on päättynyt"


def ending(notice: Notice, key: str) -> str:
    """Say how soon a category is gone once nothing keeps it."""
    within = notice.data[key].within or notice.within
    if within.is_zero:
        return "Sen jälkeen tiedot poistetaan heti."
    return f"Sen jälkeen kukaan ei lue tietoja, ja ne poistetaan viimeistään {finnish.of_length(within)} kuluttua."
