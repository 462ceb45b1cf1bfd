"""How does a request look on a terminal, as JSON and as files? Numbers, kinds and dates; the letter and the package as they are sent."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from seloste.duties.rights import access, answering
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request
from seloste.faces.cli.rights.counter import Counter
from seloste.gate import Receipt
from seloste.home.ring import replace_durably
from seloste.law import HELSINKI
from seloste.notice import naming


def files(out: Path, decision: answering.Decision) -> list[Path]:
    """Write the letter, and the files of a package, so that only their owner can read them. Their names say the request's number only."""
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    texts = {"txt": decision.letter + "\n"}
    package = decision.package
    if package is not None and package.right is Right.PORTABILITY:
        texts["json"] = access.portable_json(package)
    elif package is not None:
        texts |= {"json": access.as_json(package), "csv": access.as_csv(package), "html": access.as_html(package)}
    written = []
    for kind, text in texts.items():
        path = out / f"{decision.request.number}.{kind}"
        # In place of whatever stands there: a link, or a file that others may read, would lead it out.
        replace_durably(path, text.encode())
        written.append(path)
    return written


def proofs(out: Path, receipts: Sequence[Receipt], name: str) -> list[Path]:
    """Write receipts so that only their owner can read them, each under this name and the entry's place in the ledger."""
    out.mkdir(mode=0o700, parents=True, exist_ok=True)
    written = []
    for receipt in receipts:
        path = out / f"{name}-{receipt.position}.tlog-proof"
        replace_durably(path, receipt.text.encode())
        written.append(path)
    return written


def row(request: Request) -> dict[str, Any]:
    """Give a request as JSON takes it."""
    return {
        "number": request.number,
        "right": request.right,
        "state": request.state,
        "channel": request.channel,
        "received": request.received.isoformat(),
        "due": request.due.isoformat(),
        "extended_from": request.extended_from.isoformat() if request.extended_from else None,
        "ended": request.ended.isoformat() if request.ended else None,
        "subject": request.subject_id,
    }


def decided(at: Counter, decision: answering.Decision) -> dict[str, Any]:
    """Give a decision as JSON takes it."""
    notice = at.door.notice_at(at.now)
    return {
        **row(decision.request),
        "grounds": [
            {
                "purpose": each.purpose,
                "name": naming.purpose(notice, each.purpose),
                "matter": each.matter,
                "basis": each.basis.value,
                "outcome": each.outcome.value,
                "code": each.code.value,
                "statute": each.statute,
                "until": each.until.astimezone(HELSINKI).date().isoformat(),
                "categories": list(each.categories),
            }
            for each in decision.grounds
        ],
        "said": [
            {"purpose": each.purpose, "code": each.code.value, "statute": each.statute, "stops": each.stops} for each in decision.said
        ],
        "gone": list(decision.gone),
        "letter": decision.letter,
    }


def say(as_json: bool, answer: dict[str, Any], words: str) -> None:
    """Print JSON or words."""
    if as_json:
        show(answer)
    else:
        click.echo(words)


def show(answer: object) -> None:
    """Print JSON."""
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
