"""What does a person's no do: an objection, a withdrawal, a marketing ban, a ban on disclosures (Art. 21, 7(3), 24)?

Decided purpose by purpose, never rejected as a whole: where an objection doesn't fit the basis, it is read as the right that does.
Pure: it decides, it refuses nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from seloste.duties.rights.decide.codes import STATUTES, Code
from seloste.notice.model import Notice
from seloste.notice.structure import EVERY_KIND, Purpose
from seloste.notice.values import Basis


@dataclass(frozen=True, slots=True)
class Said:
    """One purpose's answer. `stops` says whether the purpose ends for this person."""

    purpose: str
    code: Code
    stops: bool

    @property
    def statute(self) -> str:
        """The provision behind the code."""
        return STATUTES[self.code]


def basis_of(purpose: Purpose, kind: str) -> Basis | None:
    """Give the basis on which a purpose stands for a kind of subject, or None where it never touches them."""
    return purpose.basis.get(kind) or purpose.basis.get(EVERY_KIND)


def object_to(notice: Notice, kind: str, purposes: Iterable[str], *, assessed: Mapping[str, Code] | None = None) -> tuple[Said, ...]:
    """Decide an objection to these purposes. `assessed` names those for which compelling grounds were shown (REF-OBJ).

    Where the notice lets people forbid the use of their data without reasons, no ground of ours outweighs it: only the law's stands.
    """
    banned = bans_freely(notice)
    return tuple(
        _banned(key, notice.purposes[key], kind) if banned else _objected(key, notice.purposes[key], kind, assessed or {})
        for key in _touching(notice, kind, purposes)
    )


def bans_freely(notice: Notice) -> bool:
    """Whether the notice promises a ban on use that needs no reason and is not weighed."""
    return bool((given := notice.rights.get("objection")) and given.ground == "any")


def withdraw(notice: Notice, kind: str, purposes: Iterable[str]) -> tuple[Said, ...]:
    """Decide a withdrawal of consent: it stops at once, and what was done before it stays lawful."""
    answers = []
    for key in _touching(notice, kind, purposes):
        consent = basis_of(notice.purposes[key], kind) is Basis.CONSENT
        answers.append(Said(key, Code.WD if consent else Code.WD_NA, stops=consent))
    return tuple(answers)


def ban_marketing(notice: Notice, kind: str, channel: str = "") -> tuple[Said, ...]:
    """Stop every purpose that markets, by every channel or by one, whatever its basis and without asking why."""
    return tuple(
        Said(key, Code.OBJ_DM, stops=True)
        for key in _touching(notice, kind, notice.purposes)
        if (channel in notice.purposes[key].marketing if channel else notice.purposes[key].marketing)
    )


def ban_disclosures(notice: Notice) -> tuple[tuple[str, Code], ...]:
    """Say for each recipient whether the ban stops what goes to it: all that is at our discretion, nothing that the law demands."""
    return tuple((key, Code.BAN_DISC if each.discretionary else Code.BAN_NA) for key, each in notice.recipients.items())


def restrictable(notice: Notice, kind: str) -> tuple[str, ...]:
    """Name the purposes that a restriction closes: all but those that go on in spite of one (Art. 18(2))."""
    return tuple(key for key in _touching(notice, kind, notice.purposes) if not notice.purposes[key].despite_restriction)


def _touching(notice: Notice, kind: str, purposes: Iterable[str]) -> list[str]:
    """The author's purposes among these that touch a kind of subject, in the notice's order."""
    wanted = set(purposes)
    return [key for key, each in notice.purposes.items() if key in wanted and not each.builtin and basis_of(each, kind) is not None]


def _banned(key: str, purpose: Purpose, kind: str) -> Said:
    contract = basis_of(purpose, kind) in (Basis.CONTRACT, Basis.PRE_CONTRACT)
    return Said(key, Code.OBJ_OK, stops=True) if contract else _objected(key, purpose, kind, {})


def _objected(key: str, purpose: Purpose, kind: str, assessed: Mapping[str, Code]) -> Said:
    basis = basis_of(purpose, kind)
    if purpose.marketing and basis is not Basis.CONSENT:
        return Said(key, Code.OBJ_DM, stops=True)
    if basis is Basis.CONSENT:
        return Said(key, Code.OBJ_NA_WD, stops=True)
    if basis in (Basis.LEGITIMATE_INTEREST, Basis.PUBLIC_TASK):
        refused = assessed.get(key) is Code.REF_OBJ
        return Said(key, Code.REF_OBJ if refused else Code.OBJ_OK, stops=not refused)
    return Said(key, Code.OBJ_NA, stops=False)
