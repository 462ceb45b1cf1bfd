"""What happens to a demo person while they are with the firm? Each stint becomes visits, from hello through deals to goodbye."""

from __future__ import annotations

from datetime import date, timedelta

from seloste.faces.cli.demo.lives.diary import Diary
from seloste.faces.cli.demo.lives.fates import Part, Stint
from seloste.faces.cli.demo.lives.lamisnet.deals import check_credit, deal
from seloste.faces.cli.demo.lives.lamisnet.scene import CARE, Scene
from seloste.faces.cli.demo.lives.lamisnet.shop import CLAIM, END_REASONS, QUESTIONS, REQUESTS, SERVICES, WARES
from seloste.faces.cli.demo.lives.steps import Right
from seloste.faces.cli.demo.people import Person
from seloste.policy import Begin, Change, End, Put, RefusalKind, Refuse, Touch

CHANNELS = ("sähköposti", "sähköposti", "puhelu", "tekstiviesti", "käynti")


def write(one: Person, diary: Diary, stint: Stint, part: Part) -> None:
    """Write one stint of a person into their diary."""
    if not stint.buys:
        quotation = _quotation(Scene(one, diary, stint), stint.begins)
        if stint.ends is not None and stint.says:  # who says nothing leaves the request to fall silent by itself
            diary.visit(stint.ends, "sales", "quotations", End(quotation, "no_deal"), about=[quotation])
        return
    scene = Scene(one, diary, stint, relationship=diary.label("relationship"))
    _deals(scene)
    if stint.ends is None:
        _choose(scene)
        _use_rights(scene, part)
    elif stint.says:
        diary.visit(stint.ends, "sales", CARE, End(scene.relationship, scene.rng.choice(END_REASONS)), about=[scene.relationship])
        if scene.rng.random() < 0.05 and part is Part.NOBODY:
            _ask(scene, stint.ends + timedelta(days=scene.rng.randint(2, 30)), "erasure")
    _play(scene, part)


def _quotation(scene: Scene, day: date) -> str:
    """Someone asks what a thing costs."""
    quotation, ware = scene.diary.label("quotation"), scene.rng.choice(WARES)
    values = {"product": ware.name, "price": scene.rng.randrange(*ware.euros), "valid_until": day + timedelta(days=30)}
    quote = Put("quotes", values, matter=quotation, source="own_work")
    scene.diary.visit(day, "sales", "quotations", Begin("quotation", ref=quotation), *scene.who(), quote, about=[quotation])
    return quotation


def _deals(scene: Scene) -> None:
    rng, diary, day = scene.rng, scene.diary, scene.stint.begins
    opening: list[Change] = [Begin("relationship", ref=scene.relationship), *scene.who()]
    quotation = _quotation(scene, day) if rng.random() < 0.15 else ""
    if quotation:
        # The quotation runs until the deal is made, so what is known of the person never falls in between.
        day, opening = day + timedelta(days=rng.randint(4, 9)), opening[:1]
    while day < scene.last - timedelta(days=15) or opening:
        deal(scene, day, rng.choice(WARES), opening or [Touch(scene.relationship)])
        if quotation:
            diary.visit(day, "sales", "quotations", End(quotation, "accepted"), about=[scene.relationship, quotation])
            quotation = ""
        _writes(scene, day + timedelta(days=rng.randint(10, 140)))
        day, opening = day + timedelta(days=rng.randint(150, 420)), []


def _writes(scene: Scene, day: date) -> None:
    """A question to customer service, whose answer touches the relationship; or the use of a service."""
    if day >= scene.last:
        return
    relationship, rng = scene.relationship, scene.rng
    if rng.random() < 0.12:
        usage = Put("usage", {"service": rng.choice(SERVICES), "used_on": day}, matter=relationship, source="own_work")
        scene.diary.visit(day, "support", "online_services", usage, about=[relationship])
        return
    values = {"sent_on": day, "channel": rng.choice(CHANNELS), "text": rng.choice(QUESTIONS[scene.one.language])}
    message = Put("messages", values, matter=relationship)
    scene.diary.visit(day, "support", CARE, message, Touch(relationship), about=[relationship])


def _choose(scene: Scene) -> None:
    """Marketing: some say yes to the newsletter, some of them no again, some forbid all marketing."""
    diary, rng, relationship = scene.diary, scene.rng, scene.relationship
    day = scene.today - timedelta(days=rng.randint(1, max(1, min((scene.today - scene.stint.begins).days, 620))))
    drawn = rng.random()
    if drawn < 0.3:
        consent = diary.label("consent")
        given = diary.visit(day, "marketing", "newsletter", Begin("consent", ref=consent), about=[relationship, consent])
        if given and drawn < 0.1:
            no = Refuse(RefusalKind.WITHDRAWAL, ("newsletter",))
            diary.visit(day + timedelta(days=rng.randint(5, 300)), "marketing", "newsletter", no, about=[consent])
    elif drawn < 0.42:
        ban = Refuse(RefusalKind.BAN, ("direct_marketing", "newsletter"))
        diary.visit(day, "support", CARE, ban, about=[relationship])


def _play(scene: Scene, part: Part) -> None:
    """What this person is in the demo for."""
    today, diary = scene.today, scene.diary
    match part:
        case Part.ASKS_FOR_ACCESS:
            _ask(scene, today - timedelta(days=21), "access", answered=False)
        case Part.ASKS_FOR_ERASURE:
            _ask(scene, today - timedelta(days=6), "erasure", answered=False)
        case Part.OPEN_CHECK:
            check_credit(scene, working_day_before(today), [scene.relationship], closed=False)
        case Part.FORGOTTEN_CHECK:
            check_credit(scene, scene.stint.begins + timedelta(days=200), [scene.relationship], closed=False)
        case Part.RESTRICTED:
            _ask(scene, today - timedelta(days=20), "restriction")
        case Part.CLAIMS:
            claim, day = diary.label("claim"), today - timedelta(days=30)
            values = {"received_on": day, "text": CLAIM}
            diary.visit(day, "claims", "claims", Begin("claim", ref=claim), Put("claim_files", values, matter=claim), about=[claim])
            diary.look(day + timedelta(days=2), "claims", "claims", [claim])
        case Part.NOBODY | Part.RETURNED:
            pass


def _use_rights(scene: Scene, part: Part) -> None:
    """Now and then someone asks what is known of them, and gets an answer within days."""
    days = (scene.today - scene.stint.begins).days
    if part is Part.NOBODY and days > 90 and scene.rng.random() < 0.04:
        right: Right = scene.rng.choice(("access", "access", "access", "portability", "rectification"))
        _ask(scene, scene.stint.begins + timedelta(days=scene.rng.randint(30, days - 20)), right)


def _ask(scene: Scene, day: date, right: Right, *, answered: bool = True) -> None:
    text = REQUESTS[right]["sv" if scene.one.language == "sv" else "fi"]
    after = timedelta(days=scene.rng.randint(1, 12), minutes=scene.rng.randrange(300)) if answered else None
    scene.diary.ask(day, right, text, [scene.relationship], after=after)


def working_day_before(today: date) -> date:
    """Give the last working day before today."""
    day = today - timedelta(days=1)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return day
