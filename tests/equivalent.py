"""Which small mistakes change nothing that anyone could notice?  Each by the name that `./dev test --mutants` gives it, with its reason.

They are not made, and not counted. A name that no mistake bears any more stops the run, so the list can't outlive the code.
"""

_ANY_MOMENT = "a moment more may be asked about: a run that breaks does so first at the end of what kept it, and that is asked about anyway"

EQUIVALENT: dict[str, str] = {
    "gate/draft.py Draft._void: condition left out: undone = {e.target for e in known.values() if e.verb is Verb.VOID}": (
        "an event that voids nothing has no target, and no event bears the number of none"
    ),
    "gate/linking.py _closes: nothing returned: return False": "nothing is as untrue as false, and only its truth is asked",
    "gate/linking.py group: a clause always holds: ct o ON o.person=s.person AND o.register_id=s.register_id WHERE": (
        "a person's number is drawn at random for subjects of one register, so no other register has it; the clause is for the index"
    ),
    "gate/linking.py spread: and for or: if not draft.state.person or not (draft.refusals or draft.restrictions or draft.lifted):": (
        "of somebody linked to nobody, and where nothing was decided, there is nothing to copy; the condition spares asking"
    ),
    "gate/reading.py is_open: a clause always holds: round WHERE subject_id=%s AND register_id=%s AND purpose=%s": (
        "the subject has been found in the register just before, and all its grounds are of that register; the clause is for the index"
    ),
    "gate/reading.py of_matter: a clause always holds: h WHERE h.register_id=%s AND h.matter=%s AND h.matter<>": (
        "a matter is of one register, and so is all that hangs on it; the clause is for the index"
    ),
    "gate/reading.py of_matter: a clause always holds: ter_id=%s AND h.matter=%s AND h.matter<>0 AND h.subject_": (
        "what is asked for is a matter, whose number is never 0; the clause is for the index"
    ),
    "gate/standing.py _AMONG: a clause always holds: JOIN ground g ON g.subject_id=f.subject_id AND (f.matter=": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: subject_id AND (f.matter=0 OR g.matter=0 OR g.matter=f.": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: (f.matter=0 OR g.matter=0 OR g.matter=f.matter) JOIN cover v": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: ter=f.matter) JOIN cover v ON v.register_id=g.register_id AND v.version=": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: register_id=g.register_id AND v.version=g.version AND v.purpose=": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: d AND v.version=g.version AND v.purpose=g.purpose AND v.category": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: n AND v.purpose=g.purpose AND v.category=f.category AND v.keeps": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: JOIN notice_version n ON n.register_id=f.register_id": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: JOIN hold u ON u.subject_id=f.subject_id": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: JOIN restriction u ON u.subject_id=f.subject_id AND u.origin I": _ANY_MOMENT,
    "gate/standing.py _AMONG: a clause always holds: u.subject_id=f.subject_id AND u.origin IS NULL": _ANY_MOMENT,
    'gate/rotating.py _put_off: condition left out: passed = [kek.id for kek in own if kek.horizon == "statutory"]': (
        "what hung on keys of the other classes has been moved just before, but for what doesn't open, and that is left out here too"
    ),
    "gate/rotating.py _rows: a clause always holds: k, COUNT(*) FROM folder WHERE controller_id=%s GROUP BY kek": (
        "the counts are asked for by the controller's own keys, on which nobody else's folders hang; the clause is for the index"
    ),
    "gate/since/applying.py _keyless: a clause always holds: ISTINCT kek FROM folder WHERE register_id=%s AND marked IS": (
        "the folders of these keys are asked for by register just after"
    ),
    "gate/since/applying.py _keyless: a clause always holds: lder WHERE register_id=%s AND marked IS NULL": (
        "the folders of these keys are asked for without the marked just after"
    ),
    "gate/since/applying.py _own: a clause always holds: r SET ends=%s WHERE id=%s AND register_id=%s": (
        "an own matter is found by its number, and was told of the register that it is of; the clause is for the wall"
    ),
    "gate/since/applying.py _publish: comparison swapped: if number > notices.newest(place.id):": (
        "the newest notice published again changes nothing"
    ),
    "gate/sweeping.py _fall: constant changed: if stands.of_alone.issuperset(row[3] for row in found):": (
        "both ways of loading give the same folders; the condition chooses the quicker one"
    ),
    "gate/sweeping.py _TO_ARCHIVE: a bound taken in or left out: ND (f.falls IS NULL OR f.falls>f.live_until) A": (
        "nothing can live again only after it no longer lives, and that instant has passed here; the clause is for the index"
    ),
    "gate/sweeping.py _TO_ARCHIVE: a clause always holds: ={no} AND (f.falls IS NULL OR f.falls>f.live_until) AND f.gone_li": (
        "nothing can live again only after it no longer lives, and that instant has passed here; the clause is for the index"
    ),
    "gate/units.py _newcomer: constant changed: "
    'return _apply(house, actor, may, Person("whole", held, 0, open=False), asked, changes, new=True)': (
        "whoever is new was read from nowhere, so nobody asks which notice was the newest then"
    ),
    "gate/units.py apply: condition left out: others = [one for one in linking.group(house, (subject,)) if one != subject]": (
        "whoever is named twice among those to be locked is locked once"
    ),
    "gate/units.py _widen: nothing returned: return False": "nothing is as untrue as false, and only its truth is asked",
    "ledger/browse.py looks: constant changed: (subject, microseconds(since) if since else 0, controller is None, controller, limit),": (
        "no call was made in the first microsecond of 1970"
    ),
    "ledger/merkle.py Tiles.root: constant changed: frontier.push(digest, 8 * level)": (
        "a tile of at most 255 hashes that isn't full grows by 7 heights, so it meets no higher level, at 8 heights a level or at 9"
    ),
    'ledger/saved.py _readings: condition left out: yield "\\n\\n".join(_decoded(part) for part in parts if isinstance(part, bytes))': (
        "a part whose type is text is never of several parts, so it decodes to bytes; the condition tells the type checker"
    ),
}
