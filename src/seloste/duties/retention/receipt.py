"""What a run leaves behind: a receipt that counts what went, by category, purpose and line of the notice. It names nobody.

The proof that something was erased must not keep what was erased (Art. 5(2) against 5(1)(e)).
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from seloste.duties.retention.plan import Group, as_json
from seloste.home import Home, HomeError
from seloste.home.ring import replace_durably

_FORM = "seloste/retention-receipt/1"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One run: when, under which notice, what went, what was found standing after all when its lock was held."""

    id: str
    started: datetime
    finished: datetime
    notice: str
    groups: tuple[Group, ...]
    folders: int
    records: int
    people: int
    archived: int
    spared: int
    resumed: int

    def as_json(self) -> dict[str, object]:
        """Give what the file holds and `--json` prints."""
        return {
            "form": _FORM,
            "id": self.id,
            "started": self.started.isoformat(),
            "finished": self.finished.isoformat(),
            "notice": self.notice,
            "folders": self.folders,
            "records": self.records,
            "people_left_the_register": self.people,
            "moved_to_the_archive": self.archived,
            "spared_by_the_recheck": self.spared,
            "finished_for_an_interrupted_run": self.resumed,
            "groups": [as_json(group) for group in self.groups],
        }


def new_id() -> str:
    """Draw a receipt's id."""
    return secrets.token_hex(8)


def folder(home: Home) -> Path:
    """Return the folder of receipts; it need not exist."""
    return home.path / "receipts"


def keep(home: Home, receipt: Receipt) -> Path:
    """Write a receipt down, durably. Raises HomeError when it can't: what went is gone all the same, and the message says so."""
    path = folder(home) / f"retention-{receipt.started:%Y%m%dT%H%M%SZ}-{receipt.id}.json"
    try:
        folder(home).mkdir(mode=0o700, exist_ok=True)
        replace_durably(path, (json.dumps(receipt.as_json(), ensure_ascii=False, indent=2) + "\n").encode())
    except OSError as error:
        raise HomeError(
            f"{path}: {receipt.folders} folders were erased, but their receipt can't be written ({error.strerror}). Make room."
        ) from None
    return path


def receipts(home: Home) -> list[Path]:
    """Give the receipts' files, oldest first."""
    return sorted(folder(home).glob("retention-*.json"))
