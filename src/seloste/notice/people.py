"""What does a notice promise of those who work with the data: that they are trained, bound to secrecy, our own, and looked after?

A security measure may demand these, and then the software keeps it. Each is demanded once in a notice; a check sees to that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, StringConstraints

from seloste.law.periods import Period
from seloste.notice.values import Day, Frozen, PeriodField

if TYPE_CHECKING:
    from seloste.notice.parts import Measure

# The version of a training's or an undertaking's content: 2026-1.
Version = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z._-]{0,31}$")]


def _of_days(period: Period | None) -> Period | None:
    if period and period.is_clock:
        raise ValueError("a period of days, months or years")
    return period


Days = Annotated[PeriodField, AfterValidator(_of_days)]


class Training(Frozen):
    """Training in data protection: its content, how long it holds, and how soon a new content has been gone through."""

    version: Version = "1"
    since: Day | None = None
    valid: Days | None = Period.parse("P1Y")
    grace: Days = Period.parse("P30D")


class Undertaking(Frozen):
    """An undertaking of confidentiality (Art. 28(3)(b), 1050/2018 s. 35): its text, and how long it holds; without a period, for good."""

    version: Version = "1"
    since: Day | None = None
    valid: Days | None = None
    grace: Days = Period.parse("P30D")


class Requires(Frozen):
    """What is asked of everyone who holds a role, before it is granted and as long as it is used (Art. 29, 32(4))."""

    training: Training | None = None
    undertaking: Undertaking | None = None
    employer: Literal["own"] | None = None


class LogReview(Frozen):
    """The access log is gone through: how often, and how soon after that the review is signed."""

    every: Days = Period.parse("P1M")
    within: Days = Period.parse("P14D")


@dataclass(frozen=True, slots=True)
class Demands:
    """All that a notice asks of those who hold a role. Nothing of it holds where the notice promises none."""

    training: Training | None = None
    undertaking: Undertaking | None = None
    own: bool = False

    def proofs(self) -> Mapping[str, Training | Undertaking]:
        """What is shown by a dated proof, by its kind."""
        asked = {"training": self.training, "undertaking": self.undertaking}
        return {kind: each for kind, each in asked.items() if each}


def demands(security: Mapping[str, "Measure"]) -> Demands:
    """Gather what the measures of a notice demand."""
    asked = [measure.requires for measure in security.values() if measure.requires]
    return Demands(
        next((each.training for each in asked if each.training), None),
        next((each.undertaking for each in asked if each.undertaking), None),
        any(each.employer for each in asked),
    )


def log_review(security: Mapping[str, "Measure"]) -> LogReview | None:
    """How the access log is gone through, where that is promised."""
    return next((measure.review for measure in security.values() if measure.review), None)


def demanded(security: Mapping[str, "Measure"]) -> Iterator[tuple[str, str]]:
    """Every demand with the measure that makes it, in the notice's order."""
    for key, measure in security.items():
        for kind in ("training", "undertaking", "employer"):
            if measure.requires and getattr(measure.requires, kind):
                yield key, f"requires.{kind}"
        if measure.review:
            yield key, "review"
