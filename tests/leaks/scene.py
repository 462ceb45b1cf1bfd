"""A firm's register full of canaries, worked with in every way: each page, each form, each command, each task; then once more, failing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn
from unittest import mock
from urllib.parse import quote

import click
from click.testing import CliRunner
from django.test import Client
from django.urls import resolve

from gate.firms import SINCE, Firm, publish
from leaks import canaries
from leaks.canaries import TYPED, WORDS
from leaks.sinks import Sinks
from leaks.walk import Forms, Known, addresses
from readied import ready
from seloste import gate
from seloste.accounts.models import Grant, Staff
from seloste.duties.rights import requests
from seloste.duties.rights.decide import Right
from seloste.duties.rights.models import Request
from seloste.faces.cli import cli
from seloste.home import Home
from seloste.policy import Actor, purposes_of
from seloste.register.models import Event, Matter, Record

NOW = SINCE + timedelta(days=2)


class Broken:
    """Stands where something should, and fails at any touch with words that hold a value."""

    def __getattr__(self, name: str) -> NoReturn:
        raise RuntimeError(f"{name} failed for {WORDS} {canaries.HETU}")


@dataclass
class Scene:
    """One firm, one person in it of each kind, and somebody who holds every role."""

    firm: Firm
    sinks: Sinks
    notice: Path
    people: tuple[int, ...] = ()
    numbers: tuple[str, ...] = ()
    statuses: dict[str, set[int]] = field(default_factory=dict)
    stored: set[str] = field(default_factory=set)

    @property
    def actor(self) -> Actor:
        """Who does everything."""
        return Actor(Staff.objects.get(login="essi.esimerkki").pk, frozenset(self.firm.roles), "Toimisto")

    def fill(self) -> None:
        """Write down a person of each kind with a canary in every field of every category, and their requests."""
        kinds = [kind for kind in self.firm.policy.subjects if any(kind in p.basis and p.roles for p in self.firm.policy.purposes.values())]
        with mock.patch("gate.firms.sample", canaries.sample):
            self.people = tuple(self.firm.everything(kind) for kind in kinds)
        self.stored = set(Record.objects.values_list("category", flat=True))
        person = Staff.objects.create(login="essi.esimerkki", name="Essi Esimerkki", unit="Toimisto", created=SINCE)
        ready(person, self.firm.door.notice_at(SINCE), SINCE)
        for role in self.firm.roles:
            Grant.objects.create(
                staff=person, role=role, granted_by=person, reason="työ", granted_at=SINCE, expires=SINCE + timedelta(days=90)
            )
        filed = [
            requests.open_request(self.firm.door, self.actor, self.people[0], right, text=WORDS, channel="email", now=NOW)
            for right in (Right.ACCESS, Right.PORTABILITY, Right.ERASURE, Right.RECTIFICATION)
        ]
        self.numbers = tuple(one.number for one in filed if isinstance(one, Request))
        assert len(self.numbers) == len(filed), filed

    def stand(self) -> None:
        """Each request and command ends behind the wall of PostgreSQL: come back to this register."""
        gate.door(self.firm.home)

    def known(self) -> Known:
        """What addresses may name."""
        self.stand()
        notice = self.firm.door.notice_at(NOW)
        mine = self.people[:1]
        records = [
            {"subject": one.subject_id, "category": one.category, "record": one.id} for one in Record.objects.filter(subject_id__in=mine)
        ]
        matters = [{"subject": one.subject_id, "matter": one.id} for one in Matter.objects.filter(subject_id__in=mine)]
        events = [{"subject": one.subject_id, "event": one.id} for one in Event.objects.filter(subject_id__in=mine)[:4]]
        others: dict[str, tuple[object, ...]] = {
            "category": tuple(self.firm.policy.categories),
            "kind": tuple(self.firm.policy.matters)[:3],
            "purpose": tuple(self.firm.policy.purposes)[:3],
            "refusal": (1,),
            "restriction": (1,),
            "number": self.numbers,
            "lang": ("fi",),
            "form": ("txt", "json"),
            "version": (notice.sha256,),
            "day": (NOW.date(),),
        }
        return Known(mine, (*records, *matters, *events), others)

    def client(self) -> Client:
        """Sign in."""
        client = Client(raise_request_exception=False)
        client.force_login(Staff.objects.get(login="essi.esimerkki"))
        return client

    def choose(self, client: Client, purpose: str) -> None:
        """Work in a purpose."""
        client.post("/desk/purpose/", {"purpose": purpose})

    def purposes(self) -> list[str]:
        """Purposes of the desk that together open every category that the desk may fill, those that open most first."""
        self.stand()
        policy, left = self.firm.policy, set(self.firm.policy.categories)
        seen = [key for key in purposes_of(policy, self.actor) if self.firm.door.notice_at(NOW).purposes[key].seen]
        found: list[str] = []
        while any(policy.purposes[key].uses & left for key in seen):
            found.append(max(seen, key=lambda key: len(policy.purposes[key].uses & left)))
            left -= policy.purposes[found[-1]].uses
        return found

    def look(self) -> None:
        """Open every page in each purpose, send every form filled with canaries, then send something to every address."""
        client = self.client()
        for place, purpose in enumerate(self.purposes()):
            forms: dict[tuple[str, str], dict[str, str]] = {}
            self.choose(client, purpose)
            # Only the desk depends on the purpose.
            for name, address in [one for one in addresses(self.known()) if place == 0 or one[0].startswith("desk:")]:
                # Where one came from is where a change of language leads back to, so there it isn't planted.
                came = {} if name == "set_language" else {"referer": f"http://testserver/desk/?q={quote(WORDS)}"}
                answer = client.get(address, headers=came)
                self._heard(name, address, answer)
                if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
                    page = Forms(answer.content.decode(), address)
                    self.sinks.answers.append((f"{name} links", "\n".join(page.links)))
                    forms |= {(form.action, str(sorted(form.says))): form.says for form in page.forms if form.method == "post"}
            for (action, _), says in sorted(forms.items(), key=_order):
                self._heard(resolve(action).view_name, action, client.post(action, says))
            client = self.client()
        self._send_everywhere()

    def one_of_each(self) -> list[tuple[str, str]]:
        """One address of every view."""
        return list({name: (name, address) for name, address in reversed(list(addresses(self.known())))}.values())

    def _send_everywhere(self) -> None:
        said = {"q": WORDS, "text": WORDS, "reason": WORDS, "words": WORDS, "email": TYPED["email"], "login": WORDS, "password": WORDS}
        client = self.client()
        for name, address in self.one_of_each():
            self._heard(name, address, client.post(address, said))
            if name == "accounts:sign_out":
                client = self.client()

    def fail_everywhere(self) -> None:
        """Open every page and send something to it while the door, then the page itself, fails with values in the message."""
        client = self.client()
        self.choose(client, self.purposes()[0])
        for broken in self.breaking():
            for name, address in self.one_of_each():
                with broken():
                    self._heard(name, address, client.get(address))
                    self._heard(name, address, client.post(address, {"q": WORDS, "text": WORDS}))

    def breaking(self) -> "list[Callable[[], Any]]":
        """Ways to fail: the gate, and the making of the page out of what was read."""

        def spill(template: str, context: object = None, request: object = None, using: object = None) -> NoReturn:
            raise RuntimeError(f"{template}: {context!r} {WORDS}")

        return [
            lambda: mock.patch("seloste.gate.door", return_value=Broken()),
            lambda: mock.patch("django.shortcuts.loader.render_to_string", spill),
        ]

    def _heard(self, name: str, address: str, answer: Any) -> None:
        self.statuses.setdefault(name, set()).add(answer.status_code)
        self.sinks.answers.append((f"{name} {answer.status_code}", answer.headers.get("Location", "") + str(dict(answer.cookies))))
        heads = "\n".join(f"{key}: {value}" for key, value in answer.items())
        self.sinks.answers.append((f"{name} headers", heads))
        # A form that is sent back holds what was typed, for the one who typed it.
        if answer.status_code >= 400 and answer.status_code not in (422, 429):
            self.sinks.refusals.append((f"{name} {address} {answer.status_code}", answer.content))

    def fresh_request(self) -> str:
        """File a request that nobody has answered yet."""
        self.stand()
        filed = requests.open_request(self.firm.door, self.actor, self.people[0], Right.ACCESS, text=WORDS, channel="email", now=NOW)
        assert isinstance(filed, Request), filed
        return filed.number

    def command(self, words: str, *, typed: str = "", shows: bool = False) -> int:
        """Run a command and keep what it said, but not what it was asked to show."""
        result = CliRunner().invoke(cli, words.split(), prog_name="seloste", input=typed)
        self.sinks.told.append(f"$ {words}\n{'' if shows else result.stdout}\n{result.stderr}")
        return result.exit_code


@contextmanager
def scene(home: Home, sinks: Sinks, source: str, folder: Path) -> Iterator[Scene]:
    """Publish a notice and fill its register."""
    file = folder / "notice.yaml"
    file.write_text(source, encoding="utf-8")
    made = Scene(publish(home, "", source), sinks, file)
    made.fill()
    yield made


def _order(form: tuple[tuple[str, str], object]) -> int:
    """What ends a request or a session comes last; what only shows comes first."""
    action = form[0][0]
    return -1 if action.endswith("/package/") else 1 if action.endswith(("/answer/", "/reject/")) else 2 if "sign-out" in action else 0


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command by its words."""
    if isinstance(command, click.Group):
        with click.Context(command) as context:
            for name in command.list_commands(context):
                found = command.get_command(context, name)
                assert found is not None
                yield from leaves(found, (*path, name))
    else:
        yield " ".join(path)
