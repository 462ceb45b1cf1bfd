"""Where does the notice stand?  One lasting address in each language, and under it one for every version, day and format.

An address holds words, dates and content hashes; never anything about a person. It stays the same across versions (LN-62).
"""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.urls.converters import StringConverter

from seloste.notice import Notice
from seloste.notice.render import Format
from seloste.notice.values import LANGUAGES

SLUGS = {"fi": "tietosuojaseloste", "sv": "dataskyddsbeskrivning", "en": "privacy-notice"}
# A language is named in itself, so that whoever looks for it can read it.
NAMES = dict(settings.LANGUAGES)
OURS = "fi"
# The one that most people want first.
FILES: dict[Format, str] = {"pdf": "PDF", "txt": "TXT", "md": "Markdown", "json": "JSON", "jsonld": "JSON-LD"}
PREFIX = 12


class Language(StringConverter):
    """The language of a page, written as that language calls a privacy notice."""

    regex = "|".join(SLUGS.values())

    def to_python(self, value: str) -> str:
        return next(lang for lang, slug in SLUGS.items() if slug == value)

    def to_url(self, value: str) -> str:
        return SLUGS[value]


class Hash(StringConverter):
    """The beginning of a content hash, long enough to name one version."""

    regex = "[0-9a-f]{12,64}"


class Day:
    """A date of the calendar."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class File(StringConverter):
    """A format that a notice can be taken home in."""

    regex = "|".join(FILES)


def written(notice: Notice) -> tuple[str, ...]:
    """The languages that a notice is written in: those its register is named in, as the checker counts them."""
    return tuple(lang for lang in LANGUAGES if lang in notice.register.name.items())


def in_force(lang: str) -> str:
    """The address where the notice in force always stands."""
    return reverse("site:notice", args=[lang])


def version(notice: Notice, lang: str) -> str:
    """The lasting address of one version."""
    return reverse("site:version", args=[lang, notice.sha256[:PREFIX]])


def file(notice: Notice, lang: str, form: Format) -> str:
    """The address of one version as a file."""
    return reverse("site:version-file", args=[lang, notice.sha256[:PREFIX], form])
