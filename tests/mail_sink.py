"""A real mail server on this machine for tests (`mail_sink`): it keeps what it takes, and fails as a test scripts it."""

import asyncio
import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from seloste.home.post import Server


@dataclass
class Sink:
    """What has arrived, and how the server is to answer. An answer "drop" hangs up instead; "250 drop" takes the letter and hangs up."""

    port: int = 0
    taken: list[tuple[str, list[str], bytes]] = field(default_factory=list)
    greeted: list[str] = field(default_factory=list)
    tried: int = 0
    to_recipient: str = "250 OK"
    to_data: str = "250 OK"
    cafile: Path | None = None

    @property
    def server(self) -> Server:
        """The way here, without encryption."""
        return Server("127.0.0.1", self.port, "none")

    def letters(self) -> list[EmailMessage]:
        """Everything taken, read as mail programs read it."""
        return [message_from_bytes(data, _class=EmailMessage, policy=policy.default) for _, _, data in self.taken]

    async def handle_EHLO(self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]) -> list[str]:
        session.host_name = hostname
        self.greeted.append(hostname)
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.to_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
            return self.to_recipient
        self.tried += 1
        return f"{self.to_recipient} <{address}>"  # as servers do: with the address in their words

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.tried += 1
        if self.to_data.startswith("250"):
            self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if self.to_data == "drop":
            server.transport.abort()
        elif self.to_data == "250 drop":
            asyncio.get_running_loop().call_soon(server.transport.close)
        return self.to_data


class Listening:
    """An event loop of its own thread, where a server listens until the test ends."""

    def __init__(self, protocol: Callable[[], Any], context: ssl.SSLContext | None = None) -> None:
        self.loop = asyncio.new_event_loop()
        # Nothing of it runs in the thread of the tests: a browser may have left a loop of its own running there.
        self.thread = Thread(target=self.loop.run_forever)
        self.thread.start()
        begun = asyncio.run_coroutine_threadsafe(self._begin(protocol, context), self.loop)
        self.server = begun.result(10)
        self.port = int(self.server.sockets[0].getsockname()[1])

    async def _begin(self, protocol: Callable[[], Any], context: ssl.SSLContext | None) -> asyncio.Server:
        return await self.loop.create_server(protocol, "127.0.0.1", 0, ssl=context)

    def end(self) -> None:
        async def stop() -> None:
            self.server.close()
            mine = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
            for task in mine:
                task.cancel()
            await asyncio.gather(*mine, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(stop(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()


class Drip(asyncio.Protocol):
    """A server that never comes to the point: a line of greeting now and then, for ever; or, with no pause given, not a word."""

    def __init__(self, pause: float | None) -> None:
        self.pause, self.gone = pause, False

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        self._say()

    def connection_lost(self, error: Exception | None) -> None:
        self.gone = True

    def _say(self) -> None:
        if self.pause and not self.gone:
            self.transport.write(b"220-wait\r\n")
            asyncio.get_running_loop().call_later(self.pause, self._say)


@pytest.fixture
def listen() -> Iterator[Callable[..., int]]:
    """Let a protocol listen on this machine; gives its port."""
    listening: list[Listening] = []

    def listen(protocol: Callable[[], Any], context: ssl.SSLContext | None = None) -> int:
        listening.append(Listening(protocol, context))
        return listening[-1].port

    yield listen
    for one in listening:
        one.end()


@pytest.fixture
def mail_sink(listen: Callable[..., int]) -> Sink:
    """A mail server without encryption."""
    from aiosmtpd.smtp import SMTP

    sink = Sink()
    sink.port = listen(lambda: SMTP(sink, hostname="sink.example", enable_SMTPUTF8=False))
    return sink


@pytest.fixture
def certified(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """A self-made certificate of 127.0.0.1: the server's context, and the file to trust it by."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sink.example")])
    day, now = timedelta(days=1), datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    builder = builder.not_valid_before(now - day).not_valid_after(now + day)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    certificate = builder.sign(key, hashes.SHA256())
    cafile, keyfile = tmp_path / "ca.pem", tmp_path / "key.pem"
    cafile.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    keyfile.write_bytes(key.private_bytes(*form))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cafile, keyfile)
    return context, cafile
