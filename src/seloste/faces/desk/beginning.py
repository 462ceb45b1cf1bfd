"""What may begin, and for whom?  The matters that a purpose begins, and whether they mean anything for a kind of subject.

The notice decides: a matter whose data are all of other people's, or whose purposes have no basis for this kind, isn't offered.
"""

from seloste.notice import Notice
from seloste.policy import Policy


def beginnable(notice: Notice, purpose: str) -> tuple[str, ...]:
    """The kinds of matter that begin under a purpose."""
    found = notice.purposes[purpose]
    kinds = (*found.while_, *((found.per,) if found.per else ()))
    return tuple(kind for kind in kinds if kind != "request" and kind in notice.matters and notice.matters[kind].of == "subject")


def suits(policy: Policy, matter: str, kind: str) -> bool:
    """Whether a kind of matter makes sense for a kind of subject: some purpose runs on it for them, and some of its data may be theirs."""
    held = [category for category in policy.categories.values() if category.of == matter]
    if held and not any(category.is_for(kind) for category in held):
        return False
    return any(purpose.runs_for(matter) and kind in purpose.basis and not purpose.builtin for purpose in policy.purposes.values())
