"""Which checkpoints does a saved text hold?  A file as it was signed, or a mail with one in it, however a mail program has kept it. Pure.

With its head or without, in quoted-printable or base64, with other ends of lines, quoted in an answer, wrapped at blanks. What is found
is written out again as it was signed and trusted no more for that: the signature is over the origin, the size and the root.
"""

import quopri
import re
from collections.abc import Iterator
from email import message_from_bytes

_HEAD = re.compile(r"(?P<origin>seloste/ledger/\d+)\s+(?P<size>\d+)\s+(?P<root>[A-Za-z0-9+/]{43}=)(?=\s|$)")
# 4 bytes that name the key and 64 of signature. The dash before is not signed, and mail programs make of it what they will.
_SIGNATURE = re.compile(r"\S{1,3}\s+(?P<origin>seloste/ledger/\d+)\s+(?P<blob>[A-Za-z0-9+/]{91}=)(?=\s|$)")
_QUOTED = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE)


def notes(data: bytes) -> list[str]:
    """Give every signed checkpoint in a saved text, each once. A text that holds none is given as it is, to be refused as it is."""
    for text in _readings(data):
        if found := list(dict.fromkeys(_found(_QUOTED.sub("", text)))):
            return found
    return [_decoded(data)]


def _readings(data: bytes) -> Iterator[str]:
    """Read the bytes as plain text, as a mail with parts, and as the encoded body of one: the first that holds anything counts."""
    yield _decoded(data)
    parts = [part.get_payload(decode=True) for part in message_from_bytes(data).walk() if part.get_content_maintype() == "text"]
    yield "\n\n".join(_decoded(part) for part in parts if isinstance(part, bytes))
    yield _decoded(quopri.decodestring(data))


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if wide else "utf-8", errors="replace")


def _found(text: str) -> Iterator[str]:
    heads = list(_HEAD.finditer(text))
    for head, after in zip(heads, [*(each.start() for each in heads[1:]), len(text)], strict=False):
        for signature in _SIGNATURE.finditer(text, head.end(), after):
            if signature["origin"] == head["origin"]:
                lines = (head["origin"], head["size"], head["root"], "", f"— {signature['origin']} {signature['blob']}", "")
                yield "\n".join(lines)
