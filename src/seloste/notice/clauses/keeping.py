"""How long is each thing kept, and what ends it? The retention promises, in words and as checks."""

from collections.abc import Iterator

from seloste import law
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Backups
from seloste.notice.phrases import Phrase, joined
from seloste.notice.structure import Purpose
from seloste.notice.tongue import Tongue
from seloste.notice.values import Store
from seloste.notice.words import keeping as w

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
    line = notice.line("access_log")
    yield clause("retention.log", SECTION, w.LOG, lambda t: _log(t, notice), line, "watched", "access_log_falls")
    if backups := notice.storage.backups:
        line = notice.line("storage.backups")
        yield clause("retention.backups", SECTION, w.BACKUPS, lambda t: _backups(t, backups), line, "watched", "backups_fade")


def _log(t: Tongue, notice: Notice) -> Phrase:
    return t.say(w.LOG_TOLD, period=t.lasting(notice.access_log))


def _backups(t: Tongue, backups: Backups) -> Phrase:
    return joined(" ", (t.told(backups.name), t.say(w.BACKUPS_TIME, period=t.lasting(backups.horizon))))


def _category(notice: Notice, key: str) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.say(w.CATEGORY, name=t.name(notice.data, key))

    def text(t: Tongue) -> Phrase:
        return bound_text(t, notice, key, matter) if matter else _lasting(t, notice, key)

    anchor, line, matter = f"retention.{key}", notice.line(f"data.{key}"), bound_to(notice, key)
    if matter is None:
        return clause(anchor, SECTION, title, text, line, "enforced", "overdue_folders", category=key)
    return clause(anchor, SECTION, title, text, line, "enforced", "category_only_while_matter_open", category=key, matter=matter)


def _lasting(t: Tongue, notice: Notice, key: str) -> Phrase:
    told = joined("; ", terms(t, notice, key))
    return t.say(w.CATEGORY_TOLD, name=t.name(notice.data, key), terms=told, end=ending(t, notice, key))


def bound_text(t: Tongue, notice: Notice, key: str, matter: str) -> Phrase:
    """Say that a category stands only while its matter is open."""
    kind = notice.matters[matter]
    limit = t.say(w.LIMIT, period=t.lasting(kind.at_most)) if kind.at_most else ""
    of = t.name(notice.matters, matter).lowered()
    return t.say(w.BOUND_TOLD, name=t.name(notice.data, key), matter=of, limit=limit, end=ending(t, notice, key))


def bound_to(notice: Notice, key: str) -> str | None:
    """The matter that alone keeps a category, and takes it along at once when it ends; None where something else keeps it too."""
    category = notice.data[key]
    keeping = [purpose for purpose in notice.purposes.values() if key in purpose.kept]
    alone = keeping and all(purpose.per == category.of and not (purpose.keep or purpose.rule or purpose.after) for purpose in keeping)
    return category.of if category.of and category.within and category.within.is_zero and alone else None


def _statutory(notice: Notice, key: str, purpose: Purpose) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.say(w.STATUTORY, name=t.name(notice.purposes, key))

    def text(t: Tongue) -> Phrase:
        return t.say(w.STATUTORY_TOLD, name=t.name(notice.purposes, key), tail=_tail(t, notice, purpose))

    line = notice.line(f"purposes.{key}.rule")
    return clause(f"statutory.{key}", SECTION, title, text, line, "enforced", "statutory_keeps", purpose=key)


def _archive(notice: Notice, key: str, purpose: Purpose) -> Clause:
    readers = [name for name, each in notice.purposes.items() if _opens(each, purpose)]

    def text(t: Tongue) -> Phrase:
        names, opened = t.named(t.names(notice.data, purpose.kept)), t.named(t.names(notice.purposes, readers))
        return t.say(w.ARCHIVE_TOLD, names=names, tail=_tail(t, notice, purpose), readers=opened)

    line = notice.line(f"purposes.{key}")
    return clause(f"archive.{key}", SECTION, w.ARCHIVE, text, line, "enforced", "archive_separate", purpose=key)


def _opens(reader: Purpose, archive: Purpose) -> bool:
    return reader.store is not Store.LIVE and bool(set(reader.seen) & set(archive.kept))


def terms(t: Tongue, notice: Notice, key: str) -> list[Phrase]:
    """Say for each purpose that keeps a category how long it does."""
    keeping = {name: purpose for name, purpose in notice.purposes.items() if key in purpose.kept}
    return [
        t.say(w.TERM, purpose=t.name(notice.purposes, name).lowered(), term=term(t, notice, purpose)) for name, purpose in keeping.items()
    ]


def term(t: Tongue, notice: Notice, purpose: Purpose) -> Phrase:
    """Say how long a purpose lasts."""
    if purpose.after or (purpose.rule and not _follows(purpose)):
        return _tail(t, notice, purpose)
    names = [name.lowered() for name in t.names(notice.matters, purpose.while_ or [purpose.per or ""])]
    lasts = t.say(w.WHILE_ANY, names=joined(", ", names)) if len(names) > 1 else t.say(w.WHILE_ONE, name=names[0])
    tail = _rule(purpose.rule).period if purpose.rule else purpose.keep
    return t.say(w.AND_THEN, term=lasts, period=t.lasting(tail)) if tail else lasts


def _rule(name: str) -> law.Rule:
    found: list[law.Rule] = [row for row in law.rows(law.Rule) if row.id == name]
    return max(found, key=lambda row: row.valid_from)


def _follows(purpose: Purpose) -> bool:
    """Whether the law's own time follows the matter at once, and not the year it ended in."""
    rule = _rule(purpose.rule) if purpose.rule else None
    return bool(rule and rule.period and rule.anchor == "event" and purpose.per)


def _tail(t: Tongue, notice: Notice, purpose: Purpose) -> Phrase:
    if purpose.rule:
        rule = _rule(purpose.rule)
        period = t.lasting(rule.period) if rule.period else t.say(w.LAWS_TIME)
        words = w.TAIL_YEAR if rule.anchor == "end-of-calendar-year" else w.TAIL_MATTER
        return t.say(words, period=period, matter=t.name(notice.matters, purpose.per or "").lowered())
    lasts = t.lasting(purpose.keep) if purpose.keep else ""
    return t.say(w.TAIL_PURPOSE, period=lasts, purpose=t.name(notice.purposes, purpose.after or ""))


def ending(t: Tongue, notice: Notice, key: str) -> Phrase:
    """Say how soon a category is gone once nothing keeps it."""
    within = notice.data[key].within or notice.within
    return t.say(w.AT_ONCE) if within.is_zero else t.say(w.IN_TIME, period=t.of_length(within))
