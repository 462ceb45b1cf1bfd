"""What happens to a person while they are with the firm? A stint of any kind of subject, from hello to goodbye, told from the outline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from seloste.faces.cli.demo.lives.derived.chapters import AGO, Telling
from seloste.faces.cli.demo.lives.derived.outline import Errand, days
from seloste.faces.cli.demo.lives.derived.words import REQUESTS
from seloste.faces.cli.demo.lives.fates import Part
from seloste.faces.cli.demo.lives.steps import Right
from seloste.notice.parts import Right as Promised
from seloste.policy import RefusalKind, Refuse, Replan

YEAR = timedelta(days=365)
EVENTS = 9
"""How often a person is heard of at most in one stint, however short a time its matter may be silent."""
A_MONTH = timedelta(days=30)
RENEWAL = timedelta(days=10)
PER_YEAR = {"planned": 1.2, "other": 0.2}
UNDER_WAY = 0.3
"""The share of those with us who have something planned under way today, where the notice knows such matters."""


def tell(telling: Telling, part: Part, rights: Mapping[str, Promised]) -> None:
    """Tell a stint, with what the person is in the demo for."""
    stint, capacity = telling.stint, telling.capacity
    visiting = next((each for each in capacity.errands if each.introduces and each.kind.at_most is None and not each.consents), None)
    if not stint.buys and visiting is not None:
        telling.pass_by(visiting, stint.begins)
        return
    _stay(telling)
    if not telling.home:
        return
    _pass_by(telling)
    if stint.ends is None:
        _choose(telling, part)
        _use_rights(telling, part, rights)
    elif stint.says and part is Part.NOBODY and telling.diary.rng.random() < 0.06:
        ask(telling, stint.ends, "erasure", rights)
    elif stint.says:
        telling.end(capacity.home, telling.home, stint.ends, "customer")
    _play(telling, part, rights)


def _stay(telling: Telling) -> None:
    """Begin the matter that the person stays for, and keep it going until the stint's last."""
    stint, home, rng = telling.stint, telling.capacity.home, telling.diary.rng
    planned = home.kind.end == "planned"
    gap = YEAR if planned else _gap(home)
    begins = max(stint.begins, telling.last - EVENTS * gap)
    lasts = _term(telling, begins) if planned else 0
    telling.home = telling.begin(home, begins, lasts)
    if not telling.home:
        return
    telling.book(begins + timedelta(days=rng.randint(3, 20)), telling.home)
    day, cap = begins, days(home.kind.at_most) * 0.8
    renewed = begins
    while True:
        day += timedelta(days=lasts) - RENEWAL if planned else gap * rng.uniform(0.4, 1)
        if day > telling.last - RENEWAL:
            break
        if planned:
            _renew(telling, day, lasts := _term(telling, day + RENEWAL))
            day += RENEWAL
        elif cap and day - renewed > cap:
            telling.home, renewed = telling.begin(home, renewed + cap), renewed + cap
        else:
            telling.again(home, day, telling.home)
        if rng.random() < 0.6:
            telling.book(day + timedelta(days=rng.randint(3, 20)), telling.home)
    recent = max(begins, telling.diary.today - timedelta(days=rng.randint(1, AGO.days)))
    if stint.ends is None or recent < telling.last:
        telling.look(home.readers, recent, telling.home, 0.4)
    telling.give(home, telling.home, 0.3)


def _gap(home: Errand) -> timedelta:
    """Give how long nothing need be heard of a matter: well within the time after which it falls silent."""
    bound = days(home.kind.idle or home.kind.at_most)
    return min(timedelta(days=420), bound * 0.6) if bound else YEAR


def _term(telling: Telling, day: date) -> int:
    """Give how many days a planned matter runs from a day: a year, or up to the stint's end."""
    ends = telling.stint.ends
    return min(YEAR.days, max(3, (ends - day).days)) if ends else YEAR.days


def _renew(telling: Telling, day: date, lasts: int) -> None:
    opener, planned = telling.capacity.home.opener, day + RENEWAL + timedelta(days=lasts)
    telling.diary.visit(day, opener.role, opener.purpose, Replan(telling.home, planned), about=[telling.home])


def _pass_by(telling: Telling) -> None:
    """What comes and goes beside: each kind of errand as often as its kind does; all of them once where the story is told fully."""
    stint, rng = telling.stint, telling.diary.rng
    begins = max(stint.begins, telling.last - EVENTS * YEAR)
    for errand in telling.capacity.errands:
        if errand.consents or errand.reaches_archive:
            continue
        rate = PER_YEAR["planned" if errand.kind.end == "planned" else "other"]
        times = _times(telling, rate * (telling.last - begins).days / 365)
        if stint.ends is None and errand.kind.end == "planned" and rng.random() < UNDER_WAY:
            telling.pass_by(errand, max(begins, telling.last - timedelta(days=rng.randint(5, 25))))
        for turn in range(times):
            first = telling.last - AGO if telling.fully and not turn else begins
            span = (telling.last - max(first, begins)).days
            telling.pass_by(errand, max(first, begins) + timedelta(days=rng.randint(1, max(1, span - 12))))


def _times(telling: Telling, expected: float) -> int:
    drawn = int(expected) + (telling.diary.rng.random() < expected % 1)
    return max(drawn, 1) if telling.fully else min(drawn, EVENTS)


def _choose(telling: Telling, part: Part) -> None:
    """Marketing: some say yes where they are asked, some of them no again, some forbid all of it."""
    diary, rng, opener = telling.diary, telling.diary.rng, telling.capacity.home.opener
    since = (diary.today - telling.stint.begins).days
    day = diary.today - timedelta(days=rng.randint(1, max(1, min(since, 620))))
    drawn = rng.random()
    if part is Part.ASKS_FOR_ACCESS or (part is Part.NOBODY and drawn < 0.12):
        if telling.capacity.bans and not telling.capacity.home.consents:
            ban = Refuse(RefusalKind.BAN, telling.capacity.bans)
            diary.visit(day, opener.role, opener.purpose, ban, about=[telling.home])
    elif telling.fully or drawn < 0.45:
        for errand in telling.capacity.errands:
            if errand.consents:
                _consent(telling, errand, day, withdraws=drawn < 0.2 or part is Part.RETURNED)


def _consent(telling: Telling, errand: Errand, day: date, *, withdraws: bool) -> None:
    """Say yes, and perhaps no again while the yes still stands."""
    bound = days(errand.kind.at_most or errand.kind.idle)
    label = telling.begin(errand, max(day, telling.last - bound // 2), lasts=YEAR.days)
    if label and withdraws:
        no = Refuse(RefusalKind.WITHDRAWAL, errand.consents)
        later = timedelta(days=telling.diary.rng.randint(2, max(2, min(200, bound.days // 3))))
        telling.diary.visit(day, errand.opener.role, errand.opener.purpose, no, about=[label], later=later)


def _use_rights(telling: Telling, part: Part, rights: Mapping[str, Promised]) -> None:
    """Now and then someone asks what is known of them, and gets an answer within days."""
    since = (telling.diary.today - telling.stint.begins).days
    if part is Part.NOBODY and since > 90 and telling.diary.rng.random() < 0.06:
        right: Right = telling.diary.rng.choice(("access", "access", "portability", "rectification"))
        ask(telling, telling.stint.begins + timedelta(days=telling.diary.rng.randint(30, since - 20)), right, rights)


def _play(telling: Telling, part: Part, rights: Mapping[str, Promised]) -> None:
    """What this person is in the demo for."""
    today, capacity = telling.diary.today, telling.capacity
    match part:
        case Part.ASKS_FOR_ACCESS:
            ask(telling, today - _time(rights, "access") * 0.7, "access", rights, answered=False)
        case Part.ASKS_FOR_ERASURE:
            ask(telling, today - _time(rights, "erasure") * 0.2, "erasure", rights, answered=False)
        case Part.RESTRICTED:
            ask(telling, today - timedelta(days=20), "restriction", rights)
        case Part.OPEN_CHECK if capacity.check:
            telling.begin(capacity.check, _working_day_before(today))
        case Part.FORGOTTEN_CHECK if capacity.check:
            telling.begin(capacity.check, telling.stint.begins + timedelta(days=200))
        case Part.CLAIMS if capacity.claim and telling.stint.ends:
            day = min(today - A_MONTH, telling.stint.ends + capacity.archived / 2)
            label = telling.begin(capacity.claim, day)
            telling.look([capacity.claim.opener], day + timedelta(days=2), label, 1)
        case _:
            pass


def ask(telling: Telling, day: date, right: Right, rights: Mapping[str, Promised], *, answered: bool = True) -> None:
    """Let the person use a right, by the first channel that the notice names for it; the answer comes well within its time."""
    rng, promised = telling.diary.rng, rights.get(right)
    text = REQUESTS[right]["sv" if telling.pen.one.language == "sv" else "fi"]
    after = _time(rights, right) * rng.uniform(0.03, 0.4) if answered else None
    channel = promised.channels[0] if promised and promised.channels else "email"
    telling.diary.ask(day, right, text, [telling.home], after=after, channel=channel)


def _time(rights: Mapping[str, Promised], right: str) -> timedelta:
    """Give the time for an answer: what the notice promises, or about the law's month."""
    promised = rights.get(right)
    return min(days(promised.within) if promised and promised.within else A_MONTH, A_MONTH)


def _working_day_before(today: date) -> date:
    day = today - timedelta(days=1)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return day
