"""Is the search index whole, and under which key?  `seloste search status` and `rebuild`; no term and no name passes here."""

import json

import click
from django.conf import settings

from seloste import gate, home


@click.group()
def search() -> None:
    """The disposable index that finds people."""


@search.command()
@click.option("--json", "as_json", is_flag=True, help="Print the counts as JSON.")
def status(as_json: bool) -> None:
    """Tell how many terms are indexed, by kind of field."""
    counts = gate.door().search_terms()
    if as_json:
        click.echo(json.dumps({"names": settings.NAME_SEARCH, "terms": counts}, indent=2))
        return
    for field, count in counts.items():
        click.echo(f"{field:<12} {count:>9}")
    if not counts:
        click.echo("The index is empty. Where people are stored already, run `seloste search rebuild`.", err=True)
    click.echo(
        f"Names are found by {'a list in memory' if settings.NAME_SEARCH == 'memory' else 'their beginnings in the index'}.", err=True
    )


@search.command()
def rebuild() -> None:
    """Make the index anew from what is stored, under a fresh key, and destroy the old key.

    Needed after a restore and after a change of SELOSTE_NAME_SEARCH; it may be stopped and run again.
    """
    subjects = terms = 0
    for batch in gate.door().rebuild_search(now=home.now()):
        subjects, terms = subjects + batch.subjects, terms + batch.terms
        click.echo(f"\r{subjects} people, {terms} terms", nl=False, err=True)
    click.echo(f"\r{subjects} people, {terms} terms: the index is whole.", err=True)
