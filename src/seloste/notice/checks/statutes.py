"""Is the law that the notice leans on in force, and are the authority's details today's? The law data know; the notice only cites."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding, Guess
from seloste.notice.tree import shown

_NUMBER = re.compile(r"(?<![\d/.])(\d{1,4})/(\d{4})(?![\d/])")
_WORD = r"(?<!\w)"


def _cited(asking: Asking) -> Iterator[tuple[str, str]]:
    for name, purpose in asking.purposes().items():
        if purpose.law:
            yield f"purposes.{name}.law", purpose.law
    if asking.has("recipients"):
        for name, recipient in asking.notice.recipients.items():
            if recipient.law:
                yield f"recipients.{name}.law", recipient.law


def cited_law_is_in_force(asking: Asking) -> Iterator[Finding]:
    """Each `law` names a provision that holds on the date."""
    for path, name in _cited(asking):
        try:
            law.statute(name, asking.on)
        except law.NotInForce as past:
            yield _not_in_force(asking, path, past.row)
        except law.LawError:
            near = get_close_matches(name[:60], [row.id for row in law.rows(law.Statute)], n=1)
            yield asking.find("law-unknown", path, name=shown(name), near=Guess(near[0] if near else ""))


def _not_in_force(asking: Asking, path: str, row: law.Row) -> Finding:
    if row.valid_from > asking.on or row.valid_to is None:
        return asking.find("law-future", path, law=row.name, day=row.valid_from)
    successor = row.successor if isinstance(row, law.Statute) else None
    if successor:
        return asking.find("law-past-successor", path, law=row.name, day=row.valid_to, successor=successor)
    return asking.find("law-past", path, law=row.name, day=row.valid_to)


def rules_are_known(asking: Asking) -> Iterator[Finding]:
    """Each `rule` names a retention rule of the law data."""
    for name, purpose in asking.purposes().items():
        if purpose.rule:
            try:
                law.row(law.Rule, purpose.rule, asking.on)
            except law.LawError:
                known = [row.id for row in law.rows(law.Rule)]
                meant = asking.tree.guess(purpose.rule, known)
                yield asking.find("rule-unknown", f"purposes.{name}.rule", name=shown(purpose.rule), guess=meant)


def texts_cite_living_law(asking: Asking) -> Iterator[Finding]:
    """No text leans on an act that has been repealed."""
    dead = [row for row in law.rows(law.Statute) if row.id.count("/") == 1 and row.valid_to and row.valid_to < asking.on]
    # The stem, since Finnish bends the last syllable; but "henkilötietolainsäädäntö" is legislation, not the act.
    stems = [(row, re.compile(_WORD + re.escape(row.name.fi[:-2]) + r"(?!insäädän)\w", re.IGNORECASE)) for row in dead]
    for words in asking.words():
        numbers = {f"fi/{number}-{year}" for number, year in _NUMBER.findall(words.text)}
        for row, stem in stems:
            if row.id in numbers or stem.search(words.text):
                yield _not_in_force(asking, words.path, row)


def authority_is_todays(asking: Asking) -> Iterator[Finding]:
    """The authority's address comes from the law data; an old one in a text would mislead whoever complains."""
    today = law.authority(asking.on)
    old = {
        piece
        for row in law.rows(law.Authority)
        if not row.holds(asking.on)
        for piece in (row.visiting.fi.split(",")[0], row.post.fi.split(", ")[-1])
        if piece not in today.visiting.fi and piece not in today.post.fi
    }
    for words in asking.words():
        if any(piece in words.text for piece in old):
            yield asking.find("authority-old", words.path, address=today.visiting)


CHECKS: tuple[Check, ...] = (cited_law_is_in_force, rules_are_known, texts_cite_living_law, authority_is_todays)
