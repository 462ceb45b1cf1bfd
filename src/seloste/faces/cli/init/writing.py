"""How do answers become a notice file? A template with comments in the reader's language, and values written so that none can break out.

In the template `#: place` stands for a comment, `#[name … #]` for lines that are there only if that was answered, and «name» for a value.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources

from seloste.faces.cli.init.answers import Answers

_VALUE = re.compile(r"«(\w+)»")
_PLACE = {
    "fi": "{website}, kohta Tietosuoja",
    "sv": "{website}, punkten Dataskydd",
    "en": "{website}, under Privacy",
}


def write(answers: Answers, *, lang: str, today: date) -> str:
    """Give the file's text."""
    comments = _comments()
    values = _values(answers, lang, today)
    chosen = {name for name, value in answers.model_dump().items() if value}
    return "\n".join(_lines(_resource("template.yaml").splitlines(), comments, values, chosen, lang)) + "\n"


def _lines(
    template: list[str], comments: Mapping[str, Mapping[str, str]], values: Mapping[str, str], chosen: set[str], lang: str
) -> Iterator[str]:
    shown = True
    for line in template:
        bare = line.strip()
        if bare.startswith("#["):
            shown = bare[2:] in chosen
        elif bare == "#]":
            shown = True
        elif not shown:
            continue
        elif bare.startswith("#: "):
            indent = line[: len(line) - len(line.lstrip())]
            yield from (f"{indent}# {each}" for each in comments[bare[3:]][lang].splitlines())
        else:
            yield _VALUE.sub(lambda found: values[found[1]], line)


def _values(answers: Answers, lang: str, today: date) -> dict[str, str]:
    """Every value as YAML. JSON's strings are YAML's double-quoted ones: no answer can end its own quotes."""
    told = {name: json.dumps(value, ensure_ascii=False) for name, value in answers.model_dump().items() if isinstance(value, str)}
    place = json.dumps(_PLACE[lang].format(website=answers.website), ensure_ascii=False)
    if answers.business_id:
        from stdnum.fi import ytunnus

        compact = ytunnus.compact(answers.business_id)
        told["business_id"] = f"{compact[:7]}-{compact[7:]}"
    idle = f"P{answers.idle}M"
    return {**told, "place": place, "today": str(today), "idle": idle, "invoices_too": ", invoices" if answers.invoices else ""}


def _comments() -> Mapping[str, Mapping[str, str]]:
    import yaml  # only here: nothing else of the command line reads YAML by itself

    found: dict[str, dict[str, str]] = yaml.safe_load(_resource("comments.yaml"))
    return found


def _resource(name: str) -> str:
    return resources.files("seloste.faces.cli.init").joinpath(name).read_text(encoding="utf-8")
