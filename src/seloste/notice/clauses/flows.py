"""Who receives data, where do they lie, how are they protected? The promises about the world around the register."""

from collections.abc import Iterator
from dataclasses import dataclass

from seloste import law
from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Measure, Place, Processor, Profiling, Recipient, Transfers
from seloste.notice.phrases import Phrase, Said, clean, joined, plain
from seloste.notice.tongue import Tongue, Words
from seloste.notice.words import flows as w
from seloste.notice.words import others as o


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of sections 9 to 13."""
    yield from _recipients(notice)
    yield from _processors(notice)
    yield from _places(notice)
    yield from _cookies(notice)
    yield from _security(notice)
    yield from _automated(notice)


def _recipients(notice: Notice) -> Iterator[Clause]:
    if not notice.recipients:
        line = notice.line("recipients")
        yield clause("recipients.none", 9, w.NO_RECIPIENTS, w.NO_RECIPIENTS_TOLD, line, "watched", "disclosures_allowed")
    for key, each in notice.recipients.items():
        yield _given(notice, key, each)


def _given(notice: Notice, key: str, each: Recipient) -> Clause:
    line = notice.line(f"recipients.{key}")
    return clause(
        f"recipient.{key}", 9, lambda t: t.own(each.name), lambda t: _recipient(t, notice, each),
        line, "enforced", "disclosures_allowed", recipient=key,
    )  # fmt: skip


def _recipient(t: Tongue, notice: Notice, each: Recipient) -> Phrase:
    data = t.named(t.names(notice.data, each.data))
    said: list[Said] = [t.told(each.why)]
    if each.anonymised:
        said.append(t.say(w.ANONYMISED))
    elif data:
        said.append(t.say(w.RECEIVES, data=data))
    said.append(_served(t, notice, each))
    if each.discretionary and not each.anonymised:
        said.append(t.say(w.DISCRETION))
    if each.compatibility:
        said.append(t.told(each.compatibility))
    if each.notice_url:
        said.append(t.say(o.NOTICE_URL, url=clean(each.notice_url)))
    return joined(" ", said)


def _processors(notice: Notice) -> Iterator[Clause]:
    for key, each in notice.processors.items():
        yield _worked(notice, key, each)


def _worked(notice: Notice, key: str, each: Processor) -> Clause:
    line = notice.line(f"processors.{key}")
    return clause(
        f"processor.{key}", 9, lambda t: t.own(each.name), lambda t: _processor(t, notice, each),
        line, "attested", "attestation", measure=f"processors.{key}.contract",
    )  # fmt: skip


def _processor(t: Tongue, notice: Notice, each: Processor) -> Phrase:
    data = t.named(t.names(notice.data, each.data))
    handled = t.say(w.HANDLES, data=data) if data else ""
    bound = t.say(w.NO_OWN_USE if each.no_own_use else w.PROCESSOR_BOUND)
    told = (t.told(each.why), handled, _served(t, notice, each), bound, t.say(w.WHERE, where=t.countries(each.countries)))
    return joined(" ", told)


def _served(t: Tongue, notice: Notice, each: Processor | Recipient) -> Said:
    return t.say(w.FOR_PURPOSES, names=t.named(t.names(notice.purposes, each.purposes))) if each.purposes else ""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One way out of the European Economic Area: to whom, in which country."""

    key: str
    to: Recipient | Processor
    country: str


def far(notice: Notice) -> list[Transfer]:
    """The transfers out of the European Economic Area."""
    inside = law.area("EEA", notice.dates.effective)
    found = [
        Transfer(f"processor.{key}", each, country)
        for key, each in notice.processors.items()
        for country in each.countries
        if country not in inside
    ]
    given = notice.recipients.items()
    return found + [Transfer(f"recipient.{key}", each, each.country) for key, each in given if each.country not in inside]


def safeguard(t: Tongue, name: str | None) -> Phrase:
    """Say on what a transfer leans: by its name in words, as the author wrote it, or an adequacy decision where none is named."""
    if name is None:
        return t.say(w.ADEQUACY)
    return t.say(w.SAFEGUARDS[name]) if name in w.SAFEGUARDS else plain(name)


def _places(notice: Notice) -> Iterator[Clause]:
    transfers, line = far(notice), notice.line("processors")
    if not transfers:
        yield clause("transfers", 10, w.TRANSFERS, w.NO_TRANSFERS, line, "notice", "notice_text")
    for each in transfers:
        yield _transfer(each, line)
    if promised := notice.transfers:
        yield from _promised(promised, notice.line("transfers"))
    if area := notice.storage.area:
        yield clause("storage.area", 10, o.AREA, lambda t: _area(t, notice, area), notice.line("storage.area"), "said", "said")
    yield clause("storage", 10, w.PLACES, lambda t: _stored(t, notice), notice.line("storage"), "said", "said")


def _promised(promised: Transfers, line: int) -> Iterator[Clause]:
    if promised.only:
        yield clause("transfers.only", 10, o.TRANSFERS_ONLY, lambda t: _tools(t, promised.only), line, "notice", "notice_text")
    if about := promised.about:
        yield clause("transfers.about", 10, o.TRANSFERS_ABOUT, lambda t: t.told(about), line, "notice", "notice_text")


def _tools(t: Tongue, names: tuple[str, ...]) -> Phrase:
    return t.say(o.TRANSFERS_ONLY_TOLD, tools=joined(", ", (safeguard(t, name) for name in names)))


def _area(t: Tongue, notice: Notice, area: str) -> Phrase:
    told = t.say(o.AREA_TOLD, area=t.say(o.AREAS[area]))
    names = t.parties(notice.processors[key].name for key in notice.storage.except_ if key in notice.processors)
    return joined(" ", (told, t.say(o.AREA_EXCEPT, names=names) if names else ""))


def _transfer(each: Transfer, line: int) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.say(w.TRANSFER, name=t.own(each.to.name))

    def text(t: Tongue) -> Phrase:
        basis = safeguard(t, each.to.safeguard)
        told = t.say(w.TRANSFER_TOLD, name=t.own(each.to.name), country=t.country(each.country), basis=basis)
        return joined(" ", (told, t.say(w.COPY, how=t.own(each.to.copy_from)) if each.to.copy_from else "")).sentence()

    return clause(f"transfers.{each.key}.{each.country.lower()}", 10, title, text, line, "notice", "notice_text")


def _stored(t: Tongue, notice: Notice) -> Phrase:
    return t.say(w.PLACES_TOLD, places=joined("; ", (_place(t, notice, each) for each in notice.storage.places.values())))


def _place(t: Tongue, notice: Notice, each: Place) -> Phrase:
    """A place with its country, who owns it and who runs it."""
    about: list[Said] = [t.country(each.country)]
    if each.owner:
        about.append(t.say(w.OWN_PLACE if each.owner == "own" else w.PROVIDERS_PLACE))
    if each.by and each.by in notice.processors:
        about.append(t.say(w.RUN_BY, name=t.own(notice.processors[each.by].name)))
    return joined("", (t.own(each.name).lowered(), " (", joined(", ", about), ")"))


def _cookies(notice: Notice) -> Iterator[Clause]:
    cookies, line = notice.cookies, notice.line("cookies")
    if not cookies:
        return
    yield clause("cookies.about", 11, w.ABOUT_COOKIES, lambda t: t.told(cookies.about), line, "notice", "notice_text")
    yield clause("cookies.choice", 11, w.COOKIE_CHOICE, lambda t: t.told(cookies.choice), line, "said", "said")
    line = notice.line("cookies.inventory")
    yield clause("cookies.inventory", 11, w.COOKIE_LIST, w.COOKIE_LIST_TOLD, line, "said", "said")


def _security(notice: Notice) -> Iterator[Clause]:
    line = notice.line("roles")
    yield clause("access.named", 12, w.NAMED_STAFF, w.NAMED_STAFF_TOLD, line, "enforced", "roles_granted_by_name")
    for key, measure in notice.security.items():
        yield _measure(key, measure, notice.line(f"security.{key}"))


def _measure(key: str, measure: Measure, line: int) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.own(measure.name)

    def text(t: Tongue) -> Phrase:
        return t.told(measure.what or measure.name)

    anchor = f"security.{key}"
    if measure.requires:
        return clause(anchor, 12, title, text, line, "enforced", "staff_ready", measure=key)
    if measure.review:
        return clause(anchor, 12, title, text, line, "watched", "log_reviewed")
    if measure.probe:
        return clause(anchor, 12, title, text, line, "watched", "probe", name=measure.probe)
    if measure.attestation:
        return clause(anchor, 12, title, text, line, "attested", "attestation", measure=f"security.{key}.attestation")
    return clause(anchor, 12, title, text, line, "said", "said")


def _automated(notice: Notice) -> Iterator[Clause]:
    line, told = notice.line("automated"), notice.automated
    if told.decisions is None:
        yield clause("automated.decisions", 13, w.DECISIONS, lambda t: _undecided(t, notice), line, "watched", "automated_decisions_none")
    else:
        yield _by_machine("automated.decisions", w.AUTOMATED, told.decisions, line)
    if told.profiling is None:
        yield clause("automated.profiling", 13, w.PROFILING, w.NO_PROFILING, line, "said", "said")
    else:
        yield _by_machine("automated.profiling", w.PROFILING, told.profiling, line)


def _undecided(t: Tongue, notice: Notice) -> Phrase:
    return joined(" ", (t.say(w.NO_DECISIONS), t.told(notice.automated.about) if notice.automated.about else ""))


def _by_machine(anchor: str, title: Words, told: Profiling, line: int) -> Clause:
    parts = [part for part in (told.logic, told.effect, told.review) if part]
    return clause(anchor, 13, title, lambda t: joined(" ", (t.told(part) for part in parts)), line, "notice", "notice_text")
