"""The document as a PDF: tagged, PDF/UA-1 and PDF/A-2a, fonts embedded, the same bytes for the same document.

The document goes to typst as data, never as source: no mark in any text can become typst's. Typst is imported only here.
"""

import json
import re
from datetime import UTC, datetime
from importlib.resources import files
from typing import Final, Literal

from seloste.notice.render.tree import Document, Unshowable
from seloste.notice.render.writers.data import tree

STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
# PDF/UA and PDF/A refuse a text that can't be seen, and typst says which it is.
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def write(document: Document) -> bytes:
    """Write it. Raises Unshowable where a text has a character that the fonts don't: an emoji, or a script that no notice here is in."""
    import typst

    source = files("seloste.notice.render.writers").joinpath("document.typ").read_bytes()
    dated = datetime(document.dated.year, document.dated.month, document.dated.day, tzinfo=UTC)
    try:
        made = typst.compile(
            source,
            format="pdf",
            ignore_system_fonts=True,
            sys_inputs={"document": json.dumps(tree(document), ensure_ascii=False)},
            pdf_standards=[*STANDARDS],
            timestamp=dated,
        )
    except typst.TypstError as error:
        if found := _NO_GLYPH.search(str(error)):
            raise Unshowable(found[1]) from None
        raise
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single file")
    return made
