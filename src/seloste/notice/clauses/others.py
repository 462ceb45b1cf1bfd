"""Who else decides, who stands for us, and what are children told? The promises about other controllers, a representative and children."""

from collections.abc import Iterator

from seloste.notice.clauses.clause import Clause, clause
from seloste.notice.model import Notice
from seloste.notice.parts import Audit, Children, Contact, Party, Related
from seloste.notice.phrases import Phrase, Said, clean, joined
from seloste.notice.tongue import Tongue
from seloste.notice.values import Text
from seloste.notice.words import others as w


def clauses(notice: Notice) -> Iterator[Clause]:
    """The promises of section 1 about others, of section 3 about what lies elsewhere, and those to children."""
    if told := notice.controller.representative:
        line = notice.line("controller.representative")
        yield clause("representative", 1, w.REPRESENTATIVE, lambda t: _representative(t, told), line, "notice", "notice_text")
    for key, party in notice.controllers.items():
        yield from _party(notice, key, party)
    for key, each in notice.related.items():
        yield _elsewhere(notice, key, each)
    if children := notice.children:
        yield from _children(children, notice.line("children"))


def _representative(t: Tongue, told: Contact) -> Phrase:
    return t.say(w.REPRESENTATIVE_TOLD, title=t.own(told.title), ways=t.ways(told.email, told.phone))


def _party(notice: Notice, key: str, party: Party) -> Iterator[Clause]:
    def title(t: Tongue) -> Phrase:
        return t.say(w.JOINT if party.kind == "joint" else w.CUSTOMER, name=t.own(party.name))

    def text(t: Tongue) -> Phrase:
        return party_text(t, notice, key)

    line = notice.line(f"controllers.{key}")
    yield clause(f"controllers.{key}", 1, title, text, line, "notice", "notice_text")
    if breach := party.breach:
        yield _breach(key, party, breach, notice.line(f"controllers.{key}.breach"))
    if audit := party.audit:
        yield _audit(key, party, audit, notice.line(f"controllers.{key}.audit"))


def party_text(t: Tongue, notice: Notice, key: str) -> Phrase:
    """Say who the other controller is, and what that means for people."""
    party = notice.controllers[key]
    groups = [kind.name for kind in notice.subjects.values() if kind.controller == key]
    joint = party.kind == "joint"
    said: list[Said] = [t.say(w.JOINT_TOLD if joint else w.CUSTOMER_TOLD, name=t.own(party.name))]
    said.append(t.say(w.WHAT, what=t.told(party.what)) if party.what else "")
    said.append(t.say(w.GROUPS, groups=t.named(t.own(name) for name in groups)) if groups else "")
    said.append(t.say(w.ESSENCE, essence=t.told(party.essence)) if party.essence else "")
    said.append(t.say(w.EITHER) if joint else "")
    said.append(t.say(w.REACH, contact=clean(party.contact)) if party.contact else "")
    return joined(" ", said)


def _elsewhere(notice: Notice, key: str, each: Related) -> Clause:
    def text(t: Tongue) -> Phrase:
        groups = t.named(t.own(notice.subjects[kind].name) for kind in each.subjects if kind in notice.subjects)
        told = (
            t.told(each.about) if each.about else "",
            t.say(w.ONLY_GROUPS, groups=groups) if groups else "",
            t.say(w.RELATED_URL, url=clean(each.url)) if each.url else "",
        )
        words = joined(" ", told)
        return t.say(w.RELATED_TOLD, name=t.own(each.name), told=words) if words else t.own(each.name)

    return clause(f"related.{key}", 3, lambda t: t.own(each.name), text, notice.line(f"related.{key}"), "notice", "notice_text")


def _breach(key: str, party: Party, breach: Text, line: int) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.say(w.BREACH, name=t.own(party.name))

    return clause(f"controllers.{key}.breach", 1, title, lambda t: t.told(breach), line, "said", "said")


def _audit(key: str, party: Party, audit: Audit, line: int) -> Clause:
    def title(t: Tongue) -> Phrase:
        return t.say(w.AUDIT, name=t.own(party.name))

    def text(t: Tongue) -> Phrase:
        return joined(" ", (t.say(w.AUDIT_TOLD, lead=t.lasting(audit.lead)), t.told(audit.terms)))

    return clause(f"controllers.{key}.audit", 1, title, text, line, "said", "said")


def _children(children: Children, line: int) -> Iterator[Clause]:
    yield clause("children", 14, w.CHILDREN, lambda t: t.told(children.text), line, "notice", "notice_text")
    if children.age or children.consent:
        yield clause("children.consent", 14, w.AGE, lambda t: _consent(t, children), line, "said", "said")


def _consent(t: Tongue, children: Children) -> Phrase:
    age = t.say(w.AGE_TOLD, age=str(children.age)) if children.age else ""
    return joined(" ", (age, t.told(children.consent) if children.consent else ""))
