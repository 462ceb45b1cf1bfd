"""What changes around the data? Who the controller is and how to reach it, rights, machines that decide, how changes are announced."""

from collections.abc import Iterator

from seloste.law.periods import Period
from seloste.notice.diff import phrases, words
from seloste.notice.diff.change import Change, Code, Said, tell
from seloste.notice.model import Notice
from seloste.notice.parts import Changes, Profiling, Right
from seloste.notice.values import Text

_WHO = ("name", "business_id", "sole_trader", "processor_for")
_WAYS = (
    "address",
    "email",
    "phone",
    "website",
    "place",
    "contact.title",
    "contact.email",
    "contact.phone",
    "dpo.present",
    "dpo.email",
    "dpo.phone",
)
_PROMISED = ("within", "roll", "extend", "channels", "electronic", "ground", "except")


def changes(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare the parts around the data."""
    yield from _controller(old, new)
    yield from _rights(old, new)
    yield from _automated(old, new)
    yield from _announcing(old, new)


def _tell(code: Code, path: str, line: int, **said: Said) -> Change:
    return tell(code, path, line, phrases.PHRASES[code], **said)


def _controller(old: Notice, new: Notice) -> Iterator[Change]:
    for code, parts in ((Code.CONTROLLER, _WHO), (Code.CONTACT, _WAYS)):
        for part in parts:
            before, after = _reach(old.controller, part), _reach(new.controller, part)
            same = words.alike(before, after) if isinstance(before, Text) and isinstance(after, Text) else before == after
            if not same:
                path = f"controller.{part}"
                yield _tell(code, path, new.line(path), before=_plain(before), after=_plain(after))

    for key in dict.fromkeys((*new.controllers, *old.controllers)):
        was, now = old.controllers.get(key), new.controllers.get(key)
        if was is None or now is None or was.kind != now.kind:
            path = f"controllers.{key}"
            yield _tell(
                Code.CONTROLLER,
                path,
                new.line(path),
                before=words.text(was.name if was else None),
                after=words.text(now.name if now else None),
            )
    for key, kind in new.subjects.items():
        before_kind = old.subjects.get(key)
        if before_kind is not None and before_kind.controller != kind.controller:
            path = f"subjects.{key}.controller"
            said = [words.text(each or new.controller.name) for each in (before_kind.controller, kind.controller)]
            yield _tell(Code.CONTROLLER, path, new.line(path), before=said[0], after=said[1])


def _reach(value: object, path: str) -> object:
    for part in path.split("."):
        value = getattr(value, part, None)
    return value


def _plain(value: object) -> words.Saying:
    """Any small value of the file in words."""
    if isinstance(value, Text) or value is None:
        return words.text(value)
    if isinstance(value, bool):
        return words.flag(value)
    if isinstance(value, Period):
        return words.lasting(value)
    if isinstance(value, tuple):
        return words.listed(value)
    return words.text(str(value))


def _rights(old: Notice, new: Notice) -> Iterator[Change]:
    for key in dict.fromkeys((*new.rights, *old.rights)):
        before, after = old.rights.get(key), new.rights.get(key)
        if before is None or after is None:
            yield _right(new, key, "whole", f"rights.{key}", words.flag(before is not None), words.flag(after is not None))
            continue
        for part in _PROMISED:
            was, now = _promised(before, part), _promised(after, part)
            if was != now:
                told = [_channels(each) if part == "channels" else _plain(each) for each in (was, now)]
                yield _right(new, key, part, f"rights.{key}.{part}", told[0], told[1])
        if not words.alike(before.how, after.how):
            yield _right(new, key, "how", f"rights.{key}.how", words.text(before.how), words.text(after.how))


def _channels(found: object) -> words.Saying:
    return words.channels(found if isinstance(found, tuple) else ())


def _promised(right: Right, part: str) -> object:
    return right.except_ if part == "except" else getattr(right, part)


def _right(new: Notice, key: str, what: str, path: str, before: words.Saying, after: words.Saying) -> Change:
    said: dict[str, Said] = {"right": lambda lang: phrases.right(key, lang), "what": lambda lang: phrases.what(what, lang)}
    return _tell(Code.RIGHT, path, new.line(path), before=before, after=after, **said)


def _automated(old: Notice, new: Notice) -> Iterator[Change]:
    for code, part in ((Code.DECISIONS, "decisions"), (Code.PROFILING, "profiling")):
        before, after = getattr(old.automated, part), getattr(new.automated, part)
        if not _same_machine(before, after):
            path = f"automated.{part}"
            yield _tell(code, path, new.line(path), before=_machine(before), after=_machine(after))


def _same_machine(before: Profiling | None, after: Profiling | None) -> bool:
    if before is None or after is None:
        return before is after
    return all(words.alike(getattr(before, part), getattr(after, part)) for part in ("logic", "effect", "review"))


def _machine(told: Profiling | None) -> words.Saying:
    return words.text(None) if told is None else lambda lang: f"{told.logic[lang]} {told.effect[lang]}".rstrip(".")


def _announcing(old: Notice, new: Notice) -> Iterator[Change]:
    """By which channels and how long before: a weaker promise may not come unannounced."""
    if _promise(old.changes) != _promise(new.changes):
        yield _tell(Code.ANNOUNCING, "changes", new.line("changes"), before=_way(old.changes), after=_way(new.changes))


def _promise(given: Changes | None) -> tuple[object, ...]:
    return (frozenset(given.channels), given.every, given.lead) if given else ()


def _way(given: Changes | None) -> words.Saying:
    if given is None:
        return words.text(None)
    return lambda lang: f"{words.channels(given.channels)(lang)}, {words.lasting(given.lead)(lang)}"
