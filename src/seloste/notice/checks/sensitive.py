"""Is what needs more care given it: the identity code, special categories of data, children?"""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.builtin import DATA
from seloste.notice.findings import Finding
from seloste.notice.structure import Category
from seloste.notice.values import Basis, FieldType

_SECTION_29 = "fi/1050-2018/29"
_CODE = re.compile(r"\b(henkilötunnu|hetu\b|personbeteckning|identity code|social security number)", re.I)
_CHILDREN = re.compile(
    r"\b(oppimateriaal\w*|oppila\w*|koulu(?!t)\w*|alaikäi\w*|laps(i|et|en|ia|ille|ten)\b|läromedel|elev(er|ens?|erna)?\b|skola\w*|minderårig\w*"
    r"|barn(et|en|ens)?\b|pupils?\b|schools?\b|children\b|minors?\b)",
    re.I,
)


# What names data of Article 9(1) when a category or a field is called by it.
_SPECIAL = re.compile(
    r"\b(tervey(s|den|ttä)\w*|potilas\w*|diagnoo\w+|lääkity\w*|sairau\w*|sairaalo\w*|allergia\w*|vammaisuu\w*|uskon(to|non|nol)\w*"
    r"|vakaumu\w*|etni\w+|rotu|ammattilii(tt|to)\w*|ammattiyhdisty\w*|seksuaali\w*|sormenjäl\w*|biometri\w*|perimätie\w*|geneetti\w*"
    r"|poliittise\w*)",
    re.I,
)


def _holds_code(category: Category) -> bool:
    return any(field.type is FieldType.FI_HETU for field in category.fields.values())


def identity_codes_stand_alone(asking: Asking) -> Iterator[Finding]:
    """The identity code is a category of its own, is called what it is, and stands on a ground of section 29."""
    for name, category in asking.notice.data.items():
        for key, field in category.fields.items():
            at = f"data.{name}.fields.{key}"
            if field.type is FieldType.FI_HETU and len(category.fields) > 1:
                yield asking.find("hetu-shared", at, key=True)
            elif field.type is not FieldType.FI_HETU and field.name and _CODE.match(field.name.fi):
                yield asking.find("hetu-name", at, key=True, name=key)
    codes = {name for name, category in asking.notice.data.items() if _holds_code(category)}
    for name, purpose in asking.purposes().items():
        grounded = (purpose.law or "").startswith(_SECTION_29) or set(purpose.basis.values()) == {Basis.CONSENT}
        if codes & set(purpose.kept) and not grounded:
            yield asking.find("hetu-ground", f"purposes.{name}", key=True, name=name)


def special_data_have_their_exception(asking: Asking) -> Iterator[Finding]:
    """A purpose that uses special categories of data names its exception of Article 9(2)."""
    special = {name for name, category in asking.notice.data.items() if category.special}
    for name, purpose in asking.purposes().items():
        used = special.intersection((*purpose.seen, *purpose.kept))
        if used and not purpose.special:
            yield asking.find("special-code", f"purposes.{name}", key=True, name=name, category=min(used))


def special_data_are_called_so(asking: Asking) -> Iterator[Finding]:
    """A category or field that is called by what Article 9(1) lists says which of it it is, or is called something else."""
    for name, category in asking.notice.data.items():
        if category.special or name in DATA:
            continue
        called = [(f"data.{name}", category.name), *((f"data.{name}.fields.{key}", field.name) for key, field in category.fields.items())]
        for path, text in called:
            if text and (found := _SPECIAL.search(text.fi)):
                yield asking.find("special-unmarked", path, key=True, name=name, words=found[0])
                break


def children_are_spoken_to(asking: Asking) -> Iterator[Finding]:
    """Where children are, they are told in words of theirs, and their consent has an age and a guardian (Art. 8)."""
    kinds = [name for name, kind in asking.notice.subjects.items() if kind.child]
    told = asking.notice.children if asking.has("children") else None
    consenting = {kind for purpose in asking.purposes().values() for kind, basis in purpose.basis.items() if basis is Basis.CONSENT}
    for name in kinds:
        if told is None:
            yield asking.find("child-layer", f"subjects.{name}", key=True, kind=name)
        elif name in consenting and not (told.age and told.consent):
            yield asking.find("child-consent", "children", key=True, kind=name)
    if not kinds and "children" not in asking.tree.value:
        for words in asking.words():
            if found := _CHILDREN.search(words.text):
                yield asking.find("child-untold", words.path, words=found[0])
                return


CHECKS: tuple[Check, ...] = (
    identity_codes_stand_alone, special_data_have_their_exception, special_data_are_called_so, children_are_spoken_to,
)  # fmt: skip
