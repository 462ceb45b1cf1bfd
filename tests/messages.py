"""Gathers the words of the screens and writes the catalogues that translate them: `./dev messages`.

The source says things in Finnish (decision 0001). Each catalogue stands twice under src/seloste/locale: as .po for people to write in, and
compiled as .mo, so that a fresh clone needs no gettext.
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from seloste.policy.decide import Code, Denial

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "seloste"
LOCALE = SOURCE / "locale"
LANGUAGES = ("sv", "en")
SCREENS = ("accounts", "duties/operations", "faces/desk", "faces/office", "faces/site", "faces/ui", "promises")
# The policy knows no Django: its sentences are gathered as they stand there, and the screens look them up.
POLICY = ("policy/decide.py", "policy/values.py")
# The duties say in Finnish why something can't be done.
DUTIES = ("duties/rights/answering.py", "duties/rights/requests.py", "duties/rights/verifying.py")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
# The same words give the same file: no clock and no line numbers in it.
WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
HEAD = "# The words of Seloste's screens. Written by hand, gathered by `./dev messages`."


def gathered() -> Catalog:
    """Gather every message of the screens, with the files that say it."""
    found = Catalog()
    for folder in SCREENS:
        for path in sorted((SOURCE / folder).rglob("*")):
            if path.suffix in {".py", ".html"}:
                text = path.read_text("utf-8")
                source = templatize(text, origin=str(path)) if path.suffix == ".html" else text
                for _line, words, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
                    found.add(words, locations=[(path.relative_to(SOURCE).as_posix(), 0)], context=context)
    for denial in (Denial(code, "") for code in Code):
        found.add(denial.reason, locations=[(POLICY[0], 0)])
    values = BytesIO((SOURCE / POLICY[1]).read_bytes())
    for _line, words, _comments, _context in extract("python", values, keywords={"_Wrong": (2,), "Problem": (3,)}):
        found.add(words, locations=[(POLICY[1], 0)])
    for duty in DUTIES:
        said = BytesIO((SOURCE / duty).read_bytes())
        for _line, words, _comments, _context in extract("python", said, keywords={"Refused": (2,)}):
            found.add(words, locations=[(duty, 0)])
    return found


def place(lang: str, suffix: str) -> Path:
    """Where a catalogue stands."""
    return LOCALE / lang / "LC_MESSAGES" / f"django.{suffix}"


def written(lang: str) -> Catalog:
    """Read what has been translated."""
    path = place(lang, "po")
    return read_po(BytesIO(path.read_bytes()), locale=lang) if path.exists() else Catalog(locale=lang)


def merged(lang: str) -> Catalog:
    """The gathered messages with the translations there are; what nobody says any more falls away."""
    known = written(lang)
    made = Catalog(
        locale=lang, project="Seloste", version="1", fuzzy=False, creation_date=WRITTEN, revision_date=WRITTEN, header_comment=HEAD,
        last_translator="Seloste", language_team=lang, msgid_bugs_address="",
    )  # fmt: skip
    for message in sorted((each for each in gathered() if each.id), key=lambda each: (str(each.locations[0][0]), str(each.id))):
        before = known.get(message.id, message.context)
        made.add(message.id, before.string if before else None, sorted(set(message.locations)), message.flags, context=message.context)
    return made


def lacking(catalog: Catalog) -> list[Message]:
    """Messages without words, or with words that nobody has looked over."""
    return [each for each in catalog if each.id and (each.fuzzy or not all(strings(each)))]


def strings(message: Message) -> tuple[str, ...]:
    """The translation, in each of its plural forms."""
    return tuple(message.string) if isinstance(message.string, (tuple, list)) else (str(message.string or ""),)


def as_po(catalog: Catalog) -> bytes:
    """Write a catalogue for people."""
    out = BytesIO()
    write_po(out, catalog, width=140, include_lineno=False)
    return out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Write a catalogue for the program."""
    out = BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def main() -> int:
    """Write both catalogues anew. Returns 1 when words are missing."""
    missing = 0
    for lang in LANGUAGES:
        catalog = merged(lang)
        place(lang, "po").parent.mkdir(parents=True, exist_ok=True)
        place(lang, "po").write_bytes(as_po(catalog))
        place(lang, "mo").write_bytes(as_mo(catalog))
        found = lacking(catalog)
        missing += len(found)
        print(f"{lang}: {len(catalog)} messages, {len(found)} without words", file=sys.stderr)
        for message in found:
            print(f"  {message.locations[0][0]}: {message.id!r}", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
