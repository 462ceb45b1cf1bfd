"""Is the law that the notice leans on in force, and are the authority's details today's? The law data know; the notice only cites."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from seloste import law
from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding
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
            yield asking.error("NX-law", path, _not_in_force(past, asking), _successor(past), "5(1)(a)")
        except law.LawError:
            near = get_close_matches(name, [row.id for row in law.rows(law.Statute)], n=1)
            yield asking.error(
                "NX-law", path, f"Säädöstä `{shown(name)}` ei ole lakiaineistossa.",
                f"Tarkoititko `{near[0]}`?" if near else "Muoto on esimerkiksi `fi/1336-1997/2:10`.",
            )  # fmt: skip


def _not_in_force(past: law.NotInForce, asking: Asking) -> str:
    row = past.row
    if row.valid_from > asking.on:
        return f"Säädös {row.name.fi} tulee voimaan vasta {row.valid_from:%-d.%-m.%Y}."
    return f"Säädös {row.name.fi} on kumottu; se oli voimassa {row.valid_to:%-d.%-m.%Y} asti."


def _successor(past: law.NotInForce) -> str:
    successor = past.row.successor if isinstance(past.row, law.Statute) else None
    return f"Sen tilalla on {successor}." if successor else "Viittaa voimassa olevaan lakiin."


def rules_are_known(asking: Asking) -> Iterator[Finding]:
    """Each `rule` names a retention rule of the law data."""
    for name, purpose in asking.purposes().items():
        if purpose.rule:
            try:
                law.row(law.Rule, purpose.rule, asking.on)
            except law.LawError:
                known = [row.id for row in law.rows(law.Rule)]
                near = get_close_matches(purpose.rule, known, n=1)
                fix = f"Tarkoititko `{near[0]}`?" if near else f"Tunnetut: {', '.join(known)}."
                yield asking.error(
                    "NX-law", f"purposes.{name}.rule", f"Säilytyssääntöä `{shown(purpose.rule)}` ei tunneta.", fix, "13(2)(a)"
                )


def texts_cite_living_law(asking: Asking) -> Iterator[Finding]:
    """No text leans on an act that has been repealed."""
    dead = [row for row in law.rows(law.Statute) if row.id.count("/") == 1 and row.valid_to and row.valid_to < asking.on]
    # The stem, since Finnish bends the last syllable; but "henkilötietolainsäädäntö" is legislation, not the act.
    stems = [(row, re.compile(_WORD + re.escape(row.name.fi[:-2]) + r"(?!insäädän)\w", re.IGNORECASE)) for row in dead]
    for words in asking.words():
        numbers = {f"fi/{number}-{year}" for number, year in _NUMBER.findall(words.text)}
        for row, stem in stems:
            if row.id in numbers or stem.search(words.text):
                past = law.NotInForce(row, asking.on)
                yield asking.error("NX-law", words.path, _not_in_force(past, asking), _successor(past), "1050/2018 38 §")


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
            yield asking.error(
                "NX-auth", words.path, "Tekstissä on valvontaviranomaisen vanha osoite.",
                f"Poista se: voimassa oleva osoite ({today.visiting.fi}) tulee selosteeseen lakiaineistosta.", "13(2)(d)",
            )  # fmt: skip


CHECKS: tuple[Check, ...] = (cited_law_is_in_force, rules_are_known, texts_cite_living_law, authority_is_todays)
