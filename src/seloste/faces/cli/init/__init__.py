"""How does a newcomer begin? `seloste init` asks a handful of questions in the reader's language and writes a notice that checks clean.

It makes a file and nothing else: no home, no register, no account. A file that stands there is never written over.
"""

from collections.abc import Mapping
from pathlib import Path

import click

from seloste import home
from seloste.faces.cli.init.answers import CHOICES, QUESTIONS, Answers, Question, problem, understood
from seloste.faces.cli.init.writing import write
from seloste.law import civil_date
from seloste.notice import load
from seloste.notice.values import LANGUAGES

_ASK_LANGUAGE = "Kieli / språk / language"


@click.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("notice.yaml"), show_default=True, help="The file to write."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="The language of the questions and comments; asked if not given.")
@click.option("--name", help="The firm's name.")
@click.option("--business-id", help="Its Business ID (Y-tunnus).")
@click.option("--address", help="Its postal address.")
@click.option("--email", help="The address for questions about personal data: a shared one, not a person's.")
@click.option("--phone", help="Its telephone number.")
@click.option("--website", help="Its website, where the notice will be found.")
@click.option("--idle", type=click.IntRange(1, 120), help="After how many months of silence a customer relationship ends.")
@click.option("--invoices/--no-invoices", default=None, help="Whether invoices are kept in this register.")
@click.option("--newsletter/--no-newsletter", default=None, help="Whether a newsletter is sent, by consent.")
@click.option("--defaults", is_flag=True, help="Don't ask; what isn't given is an example to be changed.")
def init(out: Path, lang: str | None, defaults: bool, **given: str | int | bool | None) -> None:
    """Ask a few questions, and write a notice file with comments that explain."""
    _refuse_to_overwrite(out)
    tongue = lang or ("fi" if defaults else click.prompt(_ASK_LANGUAGE, type=click.Choice(LANGUAGES), default="fi", err=True))
    told = {each.name: _answer(each, given.get(each.name), tongue, defaults) for each in QUESTIONS}
    today = civil_date(home.now())
    text = write(Answers.model_validate(told), lang=tongue, today=today)
    loaded = load(text.encode(), file=out.name, on=today)
    if loaded.notice is None:
        raise click.ClickException(f"The answers don't make a notice: {loaded.errors[0].told(tongue)[0]}")  # type: ignore[arg-type]
    with out.open("x", encoding="utf-8") as file:
        file.write(text)
    click.echo(f"Wrote {out}. Read it, change it, and check it: seloste notice check {out}", err=True)


def _refuse_to_overwrite(out: Path) -> None:
    if out.exists():
        raise click.ClickException(f"{out} stands already, and is not written over. Choose another with --out.")
    if not out.parent.is_dir():
        raise click.ClickException(f"{out.parent}: there is no such folder.")


def _answer(question: Question, given: object, lang: str, defaults: bool) -> object:
    if given is not None:
        if wrong := problem(question, given):
            raise click.BadParameter(wrong[lang], param_hint=f"--{question.name.replace('_', '-')}")
        return given
    if defaults:
        return question.example
    return _ask(question, lang)


def _ask(question: Question, lang: str) -> object:
    """Ask until the answer fits; input that ends stops the whole."""
    words = question.words[lang]
    if isinstance(question.example, bool):
        words += f" ({CHOICES[lang][not question.example]})"
    elif isinstance(question.example, int):
        words += f" [{question.example}]"
    while True:
        answer = understood(question, click.prompt(words, default="", show_default=False, err=True))
        if not isinstance(answer, Mapping):
            return answer
        click.echo(answer[lang], err=True)
