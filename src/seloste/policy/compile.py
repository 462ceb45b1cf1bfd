"""From a checked notice to its policy tables."""

from seloste.notice import builtin
from seloste.notice.model import Notice
from seloste.notice.structure import EVERY_KIND
from seloste.notice.structure import Category as NoticeCategory
from seloste.notice.structure import MatterKind as NoticeMatter
from seloste.notice.structure import Purpose as NoticePurpose
from seloste.notice.values import Basis
from seloste.policy.tables import Category, FieldRule, MatterKind, Policy, Purpose


def compile_notice(notice: Notice) -> Policy:
    """Compile a notice that loaded clean; the names in it are known to exist."""
    matters = {key: _matter(key, kind) for key, kind in notice.matters.items()}
    return Policy(
        notice=notice.sha256,
        subjects={key: kind.party for key, kind in notice.subjects.items()},
        matters=matters,
        categories={key: _category(key, category, notice, matters) for key, category in notice.data.items()},
        purposes={key: _purpose(key, purpose, notice) for key, purpose in notice.purposes.items()},
        sources={key: frozenset(source.data) for key, source in notice.sources.items()},
        own_files=builtin.DATA,
        processed_for=_processed_for(notice),
    )


def _processed_for(notice: Notice) -> dict[str, str]:
    """The kinds of subject about whom another controller decides alone; a joint controller decides together with us."""
    decided = {key: kind.controller for key, kind in notice.subjects.items() if kind.controller}
    return {key: controller for key, controller in decided.items() if notice.controllers[controller].kind == "customer"}


def _matter(key: str, kind: NoticeMatter) -> MatterKind:
    otherwise = kind.otherwise
    return MatterKind(
        key,
        controllers_own=kind.of == "controller",
        planned=kind.end == "planned",
        idle=kind.idle,
        at_most=kind.at_most,
        otherwise_idle=otherwise.idle if otherwise else None,
        otherwise_at_most=otherwise.at_most if otherwise else None,
    )


def _category(key: str, category: NoticeCategory, notice: Notice, matters: dict[str, MatterKind]) -> Category:
    fields = {
        name: FieldRule(
            name,
            field.type,
            searchable=field.searchable,
            choices=tuple(field.choices),
            kinds=_chosen_for(f"{key}.{name}", notice) if field.optional else None,
            secret=field.secret,
        )
        for name, field in category.fields.items()
    }
    capped = category.of is not None and matters[category.of].capped
    kinds = frozenset(category.subjects) if category.subjects else None
    return Category(key, category.of, category.within or notice.within, fields, capped, kinds, notice.line(f"data.{key}"))


def _chosen_for(field: str, notice: Notice) -> frozenset[str]:
    """The kinds of subject for whom the controller that decides about them has chosen an optional field; nobody's until then."""
    return frozenset(kind for kind, controller in _processed_for(notice).items() if field in notice.controllers[controller].chosen)


def _purpose(key: str, purpose: NoticePurpose, notice: Notice) -> Purpose:
    return Purpose(
        key,
        basis=_basis(purpose, notice),
        uses=frozenset(purpose.uses),
        reads=frozenset(purpose.reads),
        keeps=frozenset(purpose.keeps),
        while_=frozenset(purpose.while_),
        per=purpose.per,
        after=purpose.after,
        keep=purpose.keep,
        rule=purpose.rule,
        store=purpose.store,
        roles=frozenset(purpose.roles),
        marketing=tuple(str(channel) for channel in purpose.marketing),
        despite_restriction=purpose.despite_restriction,
        applies_to_all=purpose.applies == "all",
        builtin=purpose.builtin,
        line=notice.line(f"purposes.{key}"),
    )


def _basis(purpose: NoticePurpose, notice: Notice) -> dict[str, Basis]:
    """The basis for each kind of subject; a bare one in the file stands for every kind."""
    if EVERY_KIND in purpose.basis:
        return dict.fromkeys(notice.subjects, purpose.basis[EVERY_KIND])
    return dict(purpose.basis)
