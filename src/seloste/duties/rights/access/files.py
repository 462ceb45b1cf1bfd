"""Which files does a person get? JSON for machines, a table for a spreadsheet, and a page to read; all say the same.

A cell that a spreadsheet would take for a formula is escaped. File names never carry a personal value.
"""

import csv
import io
import json

from django.template.loader import render_to_string
from django.utils.translation import override

from seloste.duties.rights.access.contents import contents
from seloste.duties.rights.access.package import Package
from seloste.duties.rights.speech import LANGUAGE
from seloste.duties.rights.speech import say as _

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_json(package: Package) -> str:
    """Give the whole package as JSON."""
    return json.dumps(contents(package), ensure_ascii=False, indent=2) + "\n"


def as_csv(package: Package) -> str:
    """Give the records as a table, one line for each value, as a Finnish spreadsheet opens it (semicolons, a byte-order mark)."""
    out = io.StringIO()
    out.write("\ufeff")
    write = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    write.writerow([_("Tietoryhmä"), _("Tieto"), _("Arvo"), _("Mistä saatu"), _("Tallennettu"), _("Arkistossa"), _("Poistetaan")])
    for record in contents(package)["records"]:
        for field in record["fields"]:
            row = (
                record["name"],
                field["name"],
                field["value"],
                record["source"],
                record["stored"],
                _("kyllä") if record["archived"] else _("ei"),
                record["erased_on"] or record["erasure"],
            )
            write.writerow([cell(str(value)) for value in row])
    return out.getvalue()


def cell(text: str) -> str:
    """Keep a spreadsheet from running a value: one that looks like a formula gets an apostrophe before it."""
    return "'" + text if text.lstrip(" \u00a0").startswith(_FORMULA) or text.startswith(_FORMULA) else text


def as_html(package: Package) -> str:
    """Give the package as one page that needs nothing beside it: no script, no picture, no address to fetch."""
    with override(LANGUAGE):
        return render_to_string("rights/package.html", {"package": contents(package), "nothing": package.nothing})
