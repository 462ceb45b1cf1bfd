"""A letter goes to a real mail server, encrypted when the way leaves this machine, in bounded time; every failure is told without names."""

import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult

from mail_sink import Drip, Sink
from seloste.home import post
from seloste.home.post import Server, UnsentError

FROM, TO = "seloste@toimisto.example", "tietosuoja@muualla.example"


@pytest.fixture
def letter() -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = FROM, TO, "Koe"
    letter.set_content("ensimmäinen rivi\n.piste alussa\n", cte="quoted-printable")
    return letter


def send(server: Server, letter: EmailMessage) -> None:
    post.send(server, letter, sender=FROM, recipient=TO)


def refused(server: Server, letter: EmailMessage) -> str:
    with pytest.raises(UnsentError) as error:
        send(server, letter)
    assert TO not in str(error.value)
    assert error.value.__cause__ is None
    return str(error.value)


def test_a_letter_arrives_whole_and_says_nothing_of_the_machine(mail_sink: Sink, letter: EmailMessage) -> None:
    send(mail_sink.server, letter)
    (sender, recipients, data), (read,) = mail_sink.taken[0], mail_sink.letters()
    assert (len(mail_sink.taken), sender, recipients) == (1, FROM, [TO])
    assert read.get_content().splitlines() == ["ensimmäinen rivi", ".piste alussa"]
    assert mail_sink.greeted == ["toimisto.example"]
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert socket.gethostname().encode() not in data


@pytest.mark.parametrize(
    ("script", "said"),
    [
        ({"to_recipient": "450 busy"}, "the server refused the recipient with 450"),
        ({"to_recipient": "550 nobody"}, "the server refused the recipient with 550"),
        ({"to_data": "451 later"}, "the server answered 451"),
        ({"to_data": "554 no"}, "the server answered 554"),
        ({"to_data": "drop"}, "the server hung up, or said what no mail server says"),
    ],
)
def test_a_letter_that_was_not_taken_is_told_as_unsent(mail_sink: Sink, letter: EmailMessage, script: dict[str, str], said: str) -> None:
    vars(mail_sink).update(script)
    assert refused(mail_sink.server, letter) == said
    assert (mail_sink.tried, mail_sink.taken) == (1, [])


def test_a_server_that_takes_the_letter_and_hangs_up_has_it(mail_sink: Sink, letter: EmailMessage) -> None:
    mail_sink.to_data = "250 drop"
    send(mail_sink.server, letter)
    assert len(mail_sink.taken) == 1


def test_a_server_that_says_nothing_or_never_comes_to_the_point_is_given_up(
    listen: Callable[..., int], letter: EmailMessage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(post, "STEP", 0.2)
    monkeypatch.setattr(post, "WHOLE", 0.5)
    assert refused(Server("127.0.0.1", listen(lambda: Drip(None)), "none"), letter) == "the server did not answer in time"
    assert "hung up" in refused(Server("127.0.0.1", listen(lambda: Drip(0.05)), "none"), letter)


def test_nobody_at_home_is_told(letter: EmailMessage) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and doesn't listen
        assert refused(Server("127.0.0.1", taken.getsockname()[1], "none"), letter).startswith("the server can't be reached")


def test_an_errors_own_words_are_not_repeated(letter: EmailMessage, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError(TO)

    monkeypatch.setattr(socket, "create_connection", fail)
    assert refused(Server("127.0.0.1", 25, "none"), letter) == "the server can't be reached"


def test_a_greeting_that_sends_us_away_is_no_way_in(listen: Callable[..., int], letter: EmailMessage) -> None:
    class Closed(Drip):
        def _say(self) -> None:
            self.transport.write(b"554 no mail here\r\n")

    assert refused(Server("127.0.0.1", listen(lambda: Closed(None)), "none"), letter) == "the server answered 554"


def test_without_starttls_nothing_is_said_to_a_server_that_must_offer_it(mail_sink: Sink, letter: EmailMessage) -> None:
    assert "offers no STARTTLS" in refused(replace(mail_sink.server, tls="starttls"), letter)
    assert (mail_sink.tried, mail_sink.taken) == (0, [])


def encrypted(listen: Callable[..., int], context: ssl.SSLContext, *, first: bool, password: bytes = b"") -> Sink:
    sink = Sink()

    def check(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
        return AuthResult(success=said.login == b"seloste" and said.password == password, handled=False)

    options: dict[str, Any] = {"authenticator": check, "auth_require_tls": not first} if password else {}
    if not first:
        options |= {"tls_context": context, "require_starttls": True}
    sink.port = listen(lambda: SMTP(sink, **options), context if first else None)
    return sink


@pytest.mark.parametrize("tls", ["first", "starttls"])
def test_a_letter_goes_encrypted_to_a_server_whose_certificate_holds(
    tls: Any, listen: Callable[..., int], certified: tuple[ssl.SSLContext, Path], letter: EmailMessage
) -> None:
    context, cafile = certified
    sink = encrypted(listen, context, first=tls == "first", password=b"salaisuus")
    way = Server("127.0.0.1", sink.port, tls, "seloste", "salaisuus", cafile)
    send(way, letter)
    assert len(sink.taken) == 1
    assert refused(replace(way, password="arvaus"), letter) == "the server refused the user name or the password with 535"
    assert refused(replace(way, cafile=None), letter) == "the server's certificate is not to be trusted"
    assert refused(replace(way, host="localhost"), letter) == "the server's certificate is not to be trusted"
    assert len(sink.taken) == 1


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_an_encryption_older_than_tls_1_2_is_refused(
    listen: Callable[..., int], certified: tuple[ssl.SSLContext, Path], letter: EmailMessage
) -> None:
    context, cafile = certified
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.minimum_version, context.maximum_version = ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1
    sink = encrypted(listen, context, first=True)
    assert refused(Server("127.0.0.1", sink.port, "first", cafile=cafile), letter) == "no encrypted connection came about"


def test_a_file_of_certificates_that_is_gone_is_told(mail_sink: Sink, letter: EmailMessage, tmp_path: Path) -> None:
    assert "No such file" in refused(replace(mail_sink.server, tls="starttls", cafile=tmp_path / "none"), letter)


def test_a_password_is_in_no_description_of_the_server() -> None:
    assert "salaisuus" not in repr(Server("posti.example", 465, "first", "seloste", "salaisuus"))
