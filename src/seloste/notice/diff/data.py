"""What changes in what is held and for how long? Kinds of matter and their bounds, categories and fields, the times of erasure."""

from collections.abc import Iterator

from seloste.law.periods import Period
from seloste.notice import builtin
from seloste.notice.diff import clocks, words
from seloste.notice.diff.change import Change, Code, Said, tell
from seloste.notice.diff.phrases import PHRASES
from seloste.notice.model import Notice
from seloste.notice.structure import Category
from seloste.notice.values import FieldType

_EVERYTHING = {"fi": "Kaikki tiedot", "sv": "Alla uppgifter", "en": "All data"}


def _tell(code: Code, path: str, line: int, **said: Said) -> Change:
    return tell(code, path, line, PHRASES[code], **said)


def changes(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare matters, categories and times."""
    yield from _matters(old, new)
    yield from _categories(old, new)
    yield from _times(old, new)


def _matters(old: Notice, new: Notice) -> Iterator[Change]:
    names = words.either(old.matters, new.matters)
    for key, kind in new.matters.items():
        path, before = f"matters.{key}", old.matters.get(key)
        if key in builtin.MATTERS:
            continue
        if before is None:
            yield _tell(Code.MATTER_NEW, path, new.line(path), matter=words.name(names, key))
            continue
        verdict = clocks.bounds(before, kind, new.dates.effective)
        if verdict is not clocks.Verdict.SAME:
            code = Code.MATTER_LONGER if verdict is clocks.Verdict.LONGER else Code.MATTER_SHORTER
            parts = ("idle", "at_most", "end", "otherwise", "of")
            part = next((part for part in parts if getattr(before, part) != getattr(kind, part)), "idle")
            where = f"{path}.{'else' if part == 'otherwise' else part}"
            yield _tell(code, where, new.line(where), matter=words.name(names, key), before=words.bound(before), after=words.bound(kind))
    for key in old.matters:
        if key not in new.matters:
            path = f"matters.{key}"
            yield _tell(Code.MATTER_GONE, path, old.line(path), matter=words.name(names, key))


def _categories(old: Notice, new: Notice) -> Iterator[Change]:
    names = words.either(old.data, new.data)
    for key, category in new.data.items():
        path, before = f"data.{key}", old.data.get(key)
        if key in builtin.DATA:
            continue
        if before is None:
            yield _tell(Code.CATEGORY_NEW, path, new.line(path), data=words.name(names, key))
            protected = [field for field in category.fields if _protected(category, field)]
            if protected:
                yield _tell(
                    Code.SENSITIVE, path, new.line(path), data=words.name(names, key), fields=words.names(category.fields, protected)
                )
        else:
            yield from _category(old, new, key, before, category)
    for key in old.data:
        if key not in new.data:
            path = f"data.{key}"
            yield _tell(Code.CATEGORY_GONE, path, old.line(path), data=words.name(names, key))


def _category(old: Notice, new: Notice, key: str, before: Category, after: Category) -> Iterator[Change]:
    name = words.name(new.data, key)
    if before.of != after.of:
        matters = words.either(old.matters, new.matters)
        said = [words.names(matters, [each.of] if each.of else []) for each in (before, after)]
        yield _tell(Code.CATEGORY_MOVED, f"data.{key}.of", new.line(f"data.{key}.of"), data=name, before=said[0], after=said[1])
    yield from _groups(old, new, key, before, after)
    fields = words.either(before.fields, after.fields)
    for field, rule in after.fields.items():
        path, known = f"data.{key}.fields.{field}", before.fields.get(field)
        said_field = words.name(fields, field)
        if _protected(after, field) and not (known and _protected(before, field)):
            yield _tell(Code.SENSITIVE, path, new.line(path), data=name, fields=said_field)
        elif known is None:
            yield _tell(Code.FIELD_NEW, path, new.line(path), data=name, fields=said_field)
        elif known.need is not rule.need:
            path = f"{path}.need"
            needs = {"before": words.need(known.need), "after": words.need(rule.need)}
            yield _tell(Code.NEED, path, new.line(path), data=name, fields=said_field, **needs)
    for field in before.fields:
        if field not in after.fields:
            path = f"data.{key}.fields.{field}"
            yield _tell(Code.FIELD_GONE, path, old.line(path), data=name, fields=words.name(fields, field))


def _groups(old: Notice, new: Notice, key: str, before: Category, after: Category) -> Iterator[Change]:
    """Of whom a category is collected; one that names nobody is of all."""
    kinds = words.either(old.subjects, new.subjects)
    was, now = (set(each.subjects or notice.subjects) for each, notice in ((before, old), (after, new)))
    for code, groups in ((Code.GROUP_MORE, now - was), (Code.GROUP_LESS, was - now)):
        if groups and before.subjects != after.subjects:
            told = words.names(kinds, [each for each in kinds if each in groups])
            path = f"data.{key}.subjects"
            yield _tell(code, path, new.line(path) or new.line(f"data.{key}"), data=words.name(new.data, key), kinds=told)


def _protected(category: Category, field: str) -> bool:
    """Special categories (Art. 9) and what the law guards as closely: the personal identity code (1050/2018 s. 29)."""
    rule = category.fields[field]
    return rule.sensitive or category.special is not None or rule.type is FieldType.FI_HETU


def _times(old: Notice, new: Notice) -> Iterator[Change]:
    within = (Code.WITHIN_LONGER, Code.WITHIN_SHORTER)
    yield from _time(within, "within", old.within, new.within, old, new, data=_EVERYTHING.__getitem__)
    for key, category in new.data.items():
        before = old.data.get(key)
        if before is not None and (before.within or category.within):
            spans = (before.within or old.within, category.within or new.within)
            yield from _time(within, f"data.{key}.within", *spans, old, new, data=words.name(new.data, key))
    yield from _time((Code.LOG_LONGER, Code.LOG_SHORTER), "access_log", old.access_log, new.access_log, old, new)
    if old.storage.backups and new.storage.backups:
        spans = (old.storage.backups.horizon, new.storage.backups.horizon)
        yield from _time((Code.BACKUPS_LONGER, Code.BACKUPS_SHORTER), "storage.backups.horizon", *spans, old, new)


def _time(codes: tuple[Code, Code], path: str, before: Period, after: Period, old: Notice, new: Notice, **said: Said) -> Iterator[Change]:
    verdict = clocks.periods(before, after, new.dates.effective)
    if verdict is not clocks.Verdict.SAME:
        code = codes[0] if verdict is clocks.Verdict.LONGER else codes[1]
        yield _tell(code, path, new.line(path) or old.line(path), before=words.lasting(before), after=words.lasting(after), **said)
