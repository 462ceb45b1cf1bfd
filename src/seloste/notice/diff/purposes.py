"""What changes in what data are used for? Each purpose by kind of subject and category: basis, reading, keeping, when, how long."""

from collections.abc import Iterator

from seloste.notice.diff import clocks, phrases, words
from seloste.notice.diff.change import Change, Code, Said, tell
from seloste.notice.model import Notice
from seloste.notice.structure import Purpose


def changes(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare the authors' own purposes; the built-in ones follow from the rest."""
    for key, purpose in new.purposes.items():
        if not purpose.builtin:
            before = old.purposes.get(key)
            yield from _new(new, key, purpose) if before is None else _Pair(old, new, key, before, purpose).changes()
    for key in old.purposes:
        if key not in new.purposes:
            path = f"purposes.{key}"
            yield _tell(Code.PURPOSE_GONE, path, old.line(path), purpose=words.name(old.purposes, key))


def _tell(code: Code, path: str, line: int, **said: Said) -> Change:
    return tell(code, path, line, phrases.PHRASES[code], **said)


def _new(new: Notice, key: str, purpose: Purpose) -> Iterator[Change]:
    path = f"purposes.{key}"
    data = dict.fromkeys((*purpose.seen, *purpose.kept))
    yield _tell(
        Code.PURPOSE_NEW,
        path,
        new.line(path),
        purpose=words.name(new.purposes, key),
        why=words.text(purpose.why or ""),
        basis=words.bases(purpose.basis.values()),
        data=words.names(new.data, data),
        reach=lambda lang: phrases.REACH[purpose.applies][lang],
    )


class _Pair:
    """One purpose in both notices."""

    def __init__(self, old: Notice, new: Notice, key: str, before: Purpose, after: Purpose) -> None:
        self.old, self.new, self.before, self.after = old, new, before, after
        self.path = f"purposes.{key}"
        self.name = words.name(new.purposes, key)

    def changes(self) -> Iterator[Change]:
        """Everything that differs."""
        yield from self._why()
        yield from self._kinds()
        yield from self._data()
        yield from self._when()
        yield from self._who()

    def _tell(self, code: Code, part: str, **said: Said) -> Change:
        path = f"{self.path}.{part}"
        return _tell(code, path, self.new.line(path), purpose=self.name, **said)

    def _why(self) -> Iterator[Change]:
        for part in ("why", "interest"):
            before, after = getattr(self.before, part), getattr(self.after, part)
            if not words.alike(before, after):
                yield self._tell(Code.PURPOSE_RESTATED, part, before=words.text(before), after=words.text(after))

    def _kinds(self) -> Iterator[Change]:
        kinds = words.either(self.old.subjects, self.new.subjects)
        for kind, basis in self.after.basis.items():
            before = self.before.basis.get(kind)
            if before is None:
                yield self._tell(Code.KIND_NEW, f"basis.{kind}", kind=words.name(kinds, kind), basis=words.basis(basis))
            elif before is not basis:
                said = {"kind": words.name(kinds, kind), "before": words.basis(before), "after": words.basis(basis)}
                yield self._tell(Code.BASIS, f"basis.{kind}", **said)
        if self.before.special != self.after.special:
            said = {"before": words.text(self.before.special), "after": words.text(self.after.special)}
            yield self._tell(Code.EXCEPTION, "special", **said)
        for kind in self.before.basis:
            if kind not in self.after.basis:
                yield self._tell(Code.KIND_GONE, f"basis.{kind}", kind=words.name(kinds, kind))

    def _data(self) -> Iterator[Change]:
        """Which categories the purpose opens and keeps, whichever of uses, reads and keeps says so."""
        data = words.either(self.old.data, self.new.data)
        read = (self.before.seen, self.after.seen, Code.READS_MORE, Code.READS_LESS)
        kept = (self.before.kept, self.after.kept, Code.KEEPS_MORE, Code.KEEPS_LESS)
        for before, after, more, less in (read, kept):
            for code, keys in ((more, [key for key in after if key not in before]), (less, [key for key in before if key not in after])):
                if keys:
                    yield self._tell(code, self._lists(code), data=words.names(data, keys))

    def _lists(self, code: Code) -> str:
        """Where in the file a category came or went: the list that changed."""
        parts = ("uses", "reads") if code in (Code.READS_MORE, Code.READS_LESS) else ("uses", "keeps")
        return next(part for part in parts if getattr(self.before, part) != getattr(self.after, part))

    def _when(self) -> Iterator[Change]:
        matters = words.either(self.old.matters, self.new.matters)
        before, after = _runs(self.before), _runs(self.after)
        for code, keys in ((Code.RUNS_MORE, after - before), (Code.RUNS_LESS, before - after)):
            if keys:
                part = "while" if self.before.while_ != self.after.while_ else "per"
                yield self._tell(code, part, matters=words.names(matters, sorted(keys)))
        if self.before.after != self.after.after:
            purposes = words.either(self.old.purposes, self.new.purposes)
            said = (words.names(purposes, [each] if each else []) for each in (self.before.after, self.after.after))
            yield self._tell(Code.FOLLOWS, "after", before=next(said), after=next(said))
        verdict = clocks.tails(self.before, self.after, self.new.dates.effective)
        if verdict is not clocks.Verdict.SAME:
            code = Code.KEEP_LONGER if verdict is clocks.Verdict.LONGER else Code.KEEP_SHORTER
            part = "rule" if self.before.rule != self.after.rule else "keep"
            spans = [words.tail(each.keep, each.rule) for each in (self.before, self.after)]
            yield self._tell(code, part, before=spans[0], after=spans[1])
        if self.after.applies == "all" != self.before.applies:
            yield self._tell(Code.APPLIES_TO_ALL, "applies")

    def _who(self) -> Iterator[Change]:
        roles = words.either(self.old.roles, self.new.roles)
        for code, keys in _both(self.before.roles, self.after.roles, Code.ROLES_MORE, Code.ROLES_LESS):
            yield self._tell(code, "roles", roles=words.names(roles, keys))
        for code, keys in _both(self.before.marketing, self.after.marketing, Code.MARKETING_MORE, Code.MARKETING_LESS):
            yield self._tell(code, "marketing", channels=words.channels(keys))
        if self.before.store is not self.after.store:
            before, after = phrases.STORES[self.before.store], phrases.STORES[self.after.store]
            yield self._tell(Code.STORE, "store", before=before.__getitem__, after=after.__getitem__)
        if self.before.despite_restriction != self.after.despite_restriction:
            said = [words.flag(each.despite_restriction) for each in (self.before, self.after)]
            yield self._tell(Code.DESPITE_RESTRICTION, "despite_restriction", before=said[0], after=said[1])


def _runs(purpose: Purpose) -> set[str]:
    return {*purpose.while_, *([purpose.per] if purpose.per else [])}


def _both(before: tuple[str, ...], after: tuple[str, ...], more: Code, less: Code) -> Iterator[tuple[Code, list[str]]]:
    """What came and what went."""
    if came := [each for each in after if each not in before]:
        yield more, came
    if went := [each for each in before if each not in after]:
        yield less, went
