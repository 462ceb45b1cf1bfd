"""A checkpoint is found in whatever a mail program has made of the letter it came in, and nothing else is taken for one."""

import base64
import quopri
from collections.abc import Callable
from datetime import datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seloste_verify
from seloste import ledger
from seloste.home import Home
from seloste.ledger import notary, saved

WORDS = "Tässä on käyttölokin tarkistuspiste.\n\n"


def mail(note: str, cte: str) -> bytes:
    letter = EmailMessage()
    letter["Subject"] = "Käyttölokin tarkistuspiste"
    letter.set_content(WORDS + note, cte=cte)
    return letter.as_bytes(policy=policy.SMTP)


def with_page(note: str) -> bytes:
    letter = EmailMessage()
    letter.set_content(WORDS + note, cte="base64")
    letter.add_alternative(f"<p>{note}</p>", subtype="html")
    return letter.as_bytes(policy=policy.SMTP)


FORMS: dict[str, Callable[[str], bytes]] = {
    "as signed": lambda note: note.encode(),
    "with words around": lambda note: f"{WORDS}{note}\nTerveisin\nJoku\n".encode(),
    "with CRLF": lambda note: (WORDS + note).replace("\n", "\r\n").encode(),
    "without a last line's end": lambda note: note.rstrip("\n").encode(),
    "with a byte order mark": lambda note: (WORDS + note).encode("utf-8-sig"),
    "a letter in quoted-printable": lambda note: mail(note, "quoted-printable"),
    "a letter in base64": lambda note: mail(note, "base64"),
    "a letter in eight bits": lambda note: mail(note, "8bit"),
    "a letter with a page beside": with_page,
    "a body in quoted-printable": lambda note: quopri.encodestring(note.encode()),
    "quoted in an answer": lambda note: "".join(f"> > {line}\n" for line in note.splitlines()).encode(),
    "wrapped at its blanks": lambda note: note.replace(" ", "\n").encode(),
    "indented": lambda note: note.replace("\n", "\n\t").encode(),
    "in Latin letters": lambda note: (WORDS + note).replace("—", "-").encode("latin-1"),
    "in two bytes a letter": lambda note: (WORDS + note).encode("utf-16"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_kept_mail_is_held_against_the_ledger(form: str, sealed: Home, now: datetime, tmp_path: Path) -> None:
    note = notary.newest(sealed).read_text("utf-8")
    data = FORMS[form](note)
    assert saved.notes(data) == [note]
    kept = tmp_path / "saved.txt"
    kept.write_bytes(data)
    verdict = ledger.verify(now, home=sealed, against=[kept])
    assert (verdict.ok, verdict.checkpoints) == (True, 3)
    kept.write_bytes(FORMS[form](note.replace("\n10\n", "\n11\n")))
    assert "is not to be trusted: it is not signed" in str(ledger.verify(now, home=sealed, against=[kept]).first_bad)


def test_the_lines_of_a_mail_are_a_checkpoint_to_the_auditors_script(sealed: Home, tmp_path: Path) -> None:
    kept = tmp_path / "saved.txt"
    kept.write_bytes(FORMS["with CRLF"](notary.newest(sealed).read_text("utf-8")).partition(b"\r\n\r\n")[2])
    assert seloste_verify.main([str(notary.ground(sealed)), "--checkpoint", str(kept)]) == 0


def test_every_checkpoint_of_a_thread_is_found_once(sealed: Home) -> None:
    first, second = (path.read_text("utf-8") for path in notary.files(sealed))
    assert saved.notes("\n".join((WORDS, second, first, second)).encode()) == [second, first]
    assert saved.notes(b"From a@b.example\n\n" + mail(first, "quoted-printable") + b"\nFrom a@b.example\n\n" + mail(second, "8bit")) != []


def test_a_text_without_a_checkpoint_or_with_half_of_one_is_refused_as_it_is(sealed: Home, now: datetime, tmp_path: Path) -> None:
    note = notary.newest(sealed).read_text("utf-8")
    head, _, tail = note.partition("\n\n")
    other = f"— seloste/ledger/1 {base64.b64encode(bytes(68)).decode()}\n"
    for text in ("", "Hei!\n", head, tail, f"{head}\n\n{other}", note.replace("seloste/", "muu/"), note[:-5]):
        kept = tmp_path / "saved.txt"
        kept.write_text(text, "utf-8")
        assert saved.notes(text.encode()) == [text]
        assert "is not to be trusted" in str(ledger.verify(now, home=sealed, against=[kept]).first_bad)


def test_another_ledgers_checkpoint_is_refused(sealed: Home, now: datetime, tmp_path: Path) -> None:
    kept = tmp_path / "saved.txt"
    kept.write_text(notary.newest(sealed).read_text("utf-8").replace(str(sealed.id), "1"), "utf-8")
    assert "another ledger's" in str(ledger.verify(now, home=sealed, against=[kept]).first_bad)


PIECES = [
    b"Content-Type: ",
    b"text/plain",
    b"multipart/mixed; boundary=x",
    b"; charset=",
    b"--x",
    b"Content-Transfer-Encoding: ",
    b"base64",
]
PIECES += [
    b"quoted-printable",
    b"=?utf-8?q?=",
    b"\r\n",
    b"\n\n",
    b"\xff\xfe",
    b"message/rfc822",
    b"seloste/ledger/1",
    b"7",
    b"A" * 43 + b"=",
]


@given(st.one_of(st.binary(), st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=8))).map(b"".join)))
def test_any_file_at_all_is_read_as_something(data: bytes) -> None:
    assert len(saved.notes(data)) == 1
