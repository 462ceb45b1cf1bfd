"""What changes in where data come from and go to? Sources, recipients, processors, places, transfers out of the EEA."""

from collections.abc import Iterator, Mapping

from seloste import law
from seloste.notice.diff import words
from seloste.notice.diff.change import Change, Code, Said, tell
from seloste.notice.diff.phrases import PHRASES
from seloste.notice.model import Notice
from seloste.notice.parts import Processor, Recipient, Transfers

type _Party = Recipient | Processor

_TERMS = ("kind", "discretionary", "anonymised", "law")


def _tell(code: Code, path: str, line: int, **said: Said) -> Change:
    return tell(code, path, line, PHRASES[code], **said)


def changes(old: Notice, new: Notice) -> Iterator[Change]:
    """Compare who gives, who gets and where it lies."""
    yield from _sources(old, new)
    yield from _parties(old, new, "recipients", (Code.RECIPIENT_NEW, Code.RECIPIENT_GONE, Code.RECIPIENT_MORE, Code.RECIPIENT_LESS))
    yield from _parties(old, new, "processors", (Code.PROCESSOR_NEW, Code.PROCESSOR_GONE, Code.PROCESSOR_MORE, Code.PROCESSOR_LESS))
    yield from _terms(old, new)
    yield from _places(old, new)
    yield from _staying(old, new)


def _sources(old: Notice, new: Notice) -> Iterator[Change]:
    data = words.either(old.data, new.data)
    for key, source in new.sources.items():
        path, before = f"sources.{key}", old.sources.get(key)
        if before is None:
            yield _tell(Code.SOURCE_NEW, path, new.line(path), name=words.name(new.sources, key))
            continue
        for code, given in (
            (Code.SOURCE_MORE, [each for each in source.data if each not in before.data]),
            (Code.SOURCE_LESS, [each for each in before.data if each not in source.data]),
        ):
            if given:
                said = words.names(data, given)
                yield _tell(code, f"{path}.data", new.line(f"{path}.data"), name=words.name(new.sources, key), data=said)
    for key in old.sources:
        if key not in new.sources:
            yield _tell(Code.SOURCE_GONE, f"sources.{key}", old.line(f"sources.{key}"), name=words.name(old.sources, key))


def _parties(old: Notice, new: Notice, part: str, codes: tuple[Code, Code, Code, Code]) -> Iterator[Change]:
    came, went, more, less = codes
    before: Mapping[str, _Party] = getattr(old, part)
    after: Mapping[str, _Party] = getattr(new, part)
    data = words.either(old.data, new.data)
    for key, party in after.items():
        path, known = f"{part}.{key}", before.get(key)
        name = words.text(party.name)
        if known is None:
            yield _tell(came, path, new.line(path), name=name, why=words.text(party.why), data=words.names(data, party.data))
            yield from _transfers(path, new, (), party, came=True)
            continue
        for code, keys in (
            (more, [each for each in party.data if each not in known.data]),
            (less, [each for each in known.data if each not in party.data]),
        ):
            if keys:
                yield _tell(code, f"{path}.data", new.line(f"{path}.data"), name=name, data=words.names(data, keys))
        yield from _transfers(path, new, _far(known, old), party, came=True)
        yield from _transfers(path, old, _far(party, new), known, came=False)
        yield from _safeguard(path, new, known, party)
    for key, party in before.items():
        if key not in after:
            yield _tell(went, f"{part}.{key}", old.line(f"{part}.{key}"), name=words.text(party.name))


def _far(party: _Party, notice: Notice) -> tuple[str, ...]:
    inside = law.area("EEA", notice.dates.effective)
    countries = party.countries if isinstance(party, Processor) else (party.country,)
    return tuple(each for each in countries if each not in inside)


def _transfers(path: str, notice: Notice, known: tuple[str, ...], party: _Party, *, came: bool) -> Iterator[Change]:
    part = "countries" if isinstance(party, Processor) else "country"
    for country in _far(party, notice):
        if country not in known:
            code = Code.TRANSFER_NEW if came else Code.TRANSFER_GONE
            said: dict[str, Said] = {"name": words.text(party.name), "country": words.country(country)}
            if came:
                said["safeguard"] = words.text(party.safeguard or _adequacy(country, notice))
            yield _tell(code, f"{path}.{part}", notice.line(f"{path}.{part}"), **said)


def _adequacy(country: str, notice: Notice) -> str | None:
    decision = law.adequacy(country, notice.dates.effective)
    return decision.decision if decision else None


def _safeguard(path: str, new: Notice, known: _Party, party: _Party) -> Iterator[Change]:
    if known.safeguard != party.safeguard:
        said = {"before": words.text(known.safeguard), "after": words.text(party.safeguard)}
        yield _tell(Code.SAFEGUARD, f"{path}.safeguard", new.line(f"{path}.safeguard"), name=words.text(party.name), **said)


def _terms(old: Notice, new: Notice) -> Iterator[Change]:
    """On which terms a recipient gets data: whether it is our choice, who it is, and whether people can be told apart in them."""
    for key, after in new.recipients.items():
        before = old.recipients.get(key)
        for part in _TERMS if before is not None else ():
            was, now = getattr(before, part), getattr(after, part)
            if was != now:
                path = f"recipients.{key}.{part}"
                yield _tell(
                    Code.RECIPIENT, path, new.line(path), name=words.text(after.name), before=_term(part, was), after=_term(part, now)
                )


def _term(part: str, value: object) -> str:
    return f"{part}: {str(value).lower() if isinstance(value, bool) else value or '–'}"


def _staying(old: Notice, new: Notice) -> Iterator[Change]:
    """What is promised of where data stay: an area, no transfers, or only by certain tools."""
    for path, before, after in (
        ("storage.area", old.storage.area, new.storage.area),
        ("transfers", _told_of(old.transfers), _told_of(new.transfers)),
    ):
        if before != after:
            yield _tell(Code.STAYING, path, new.line(path), before=words.text(before), after=words.text(after))


def _told_of(given: Transfers | None) -> str | None:
    return None if given is None else "none" if given.none else ", ".join(given.only) or None


def _places(old: Notice, new: Notice) -> Iterator[Change]:
    before = {place.country for place in old.storage.places.values()}
    after = {place.country for place in new.storage.places.values()}
    if before != after:
        said = [words.listed(sorted(each)) for each in (before, after)]
        yield _tell(Code.PLACE, "storage.places", new.line("storage.places"), before=said[0], after=said[1])
        inside = law.area("EEA", new.dates.effective)
        for key, place in new.storage.places.items():
            if place.country not in inside | before:
                path = f"storage.places.{key}.country"
                said_place = {"name": words.text(place.name), "country": words.country(place.country)}
                yield _tell(Code.TRANSFER_NEW, path, new.line(path), safeguard=words.text(_adequacy(place.country, new)), **said_place)
