"""What are data used for, and which data? The promises about purposes, categories and sources."""

from collections.abc import Iterator

from seloste.notice.builtin import SYSTEM_ROLE
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Informing, Source
from seloste.notice.phrases import Phrase, Said, clean, joined
from seloste.notice.structure import Purpose
from seloste.notice.tongue import Tongue
from seloste.notice.values import Basis, Need, Store
from seloste.notice.words import others as o
from seloste.notice.words import use as w


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of sections 4 to 7."""
    yield from _purposes(notice)
    yield from _data(notice)
    yield from _sources(notice)


def _purposes(notice: Notice) -> Iterator[Clause]:
    line = notice.line("purposes")
    yield clause("purposes.only", 4, w.ONLY_PURPOSES, w.ONLY_PURPOSES_TOLD, line, "enforced", "reads_have_purpose")
    for key, purpose in notice.purposes.items():
        yield _promised(notice, key, purpose)
    yield clause("bases", 4, w.BASES, w.BASES_TOLD, line, "notice", "notice_text")
    if any(Basis.LEGITIMATE_INTEREST in purpose.basis.values() for purpose in notice.purposes.values()):
        yield clause("interests", 5, w.INTERESTS, w.INTERESTS_TOLD, line, "notice", "notice_text")


def _promised(notice: Notice, key: str, purpose: Purpose) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.name(notice.purposes, key)

    def text(t: Tongue) -> Phrase:
        return _purpose(t, notice, purpose)

    line = notice.line(f"purposes.{key}")
    return clause(f"purpose.{key}", 4, title, text, line, "enforced", "purpose_reads_within_notice", purpose=key)


def _purpose(t: Tongue, notice: Notice, purpose: Purpose) -> Phrase:
    said: list[Said] = [t.told(purpose.why)] if purpose.why else []
    seen = t.names(notice.data, purpose.seen)
    roles = t.names(notice.roles, (role for role in purpose.roles if role != SYSTEM_ROLE))
    if purpose.builtin and len(seen) > len(notice.data) / 2:
        said.append(t.say(w.READS_REQUEST))
    elif seen:
        said.append(t.say(w.READS_ONLY, names=t.named(seen)))
    elif purpose.kept and purpose.store is Store.ARCHIVE:
        said.append(t.say(w.READS_NONE))
    if purpose.special:
        said.append(t.say(o.EXCEPTION, basis=t.say(o.EXCEPTIONS[purpose.special])))
    if purpose.owner:
        said.append(t.say(o.OWNER, owner=clean(purpose.owner)))
    if purpose.compatibility:
        said.append(t.told(purpose.compatibility))
    if roles:
        said.append(t.say(w.ONE_ROLE if len(roles) == 1 else w.ROLES, names=t.named(roles)))
    elif SYSTEM_ROLE in purpose.roles:
        said.append(t.say(w.BY_SOFTWARE))
    return joined(" ", said)


def _data(notice: Notice) -> Iterator[Clause]:
    yield clause("data.only", 6, w.ONLY_DATA, w.ONLY_DATA_TOLD, notice.line("data"), "enforced", "undeclared_fields")
    for key in dict.fromkeys(kind for purpose in notice.purposes.values() if not purpose.builtin for kind in purpose.while_):
        yield _matter(notice, key)
    if any(field.need is not Need.VOLUNTARY for category in notice.data.values() for field in category.fields.values()):
        yield clause("data.need", 6, w.NEED, w.NEED_TOLD, notice.line("data"), "notice", "notice_text")


def _matter(notice: Notice, key: str) -> Clause:
    def text(t: Tongue) -> Phrase:
        return t.say(w.MATTER_TOLD, name=t.name(notice.matters, key))

    line = notice.line(f"matters.{key}")
    return clause(f"matter.{key}", 6, lambda t: t.name(notice.matters, key), text, line, "watched", "ended_matters_have_reason", matter=key)


def _sources(notice: Notice) -> Iterator[Clause]:
    line = notice.line("sources")
    yield clause("sources.only", 7, w.ONLY_SOURCES, w.ONLY_SOURCES_TOLD, line, "enforced", "sources_declared")
    for key, source in notice.sources.items():
        if source.kind == "analytics":
            yield _source(key, source, notice.line(f"sources.{key}"))
        if source.informed:
            yield _informed(key, source, source.informed, notice.line(f"sources.{key}.informed"))
    yield clause("sources.named", 7, w.NAMED_SOURCES, w.NAMED_SOURCES_TOLD, line, "notice", "notice_text")


def _source(key: str, source: Source, line: int) -> Clause:
    return clause(f"source.{key}", 7, lambda t: t.own(source.name), lambda t: t.told(source.how or source.name), line, "said", "said")


def _informed(key: str, source: Source, informed: Informing, line: int) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.say(o.INFORMED, name=t.own(source.name))

    def text(t: Tongue) -> Phrase:
        how = t.told(informed.how) if informed.how else ""
        return joined(" ", (t.say(o.INFORMED_TOLD, period=t.of_length(informed.within)), how))

    return clause(f"source.{key}.informed", 7, title, text, line, "said", "said")
