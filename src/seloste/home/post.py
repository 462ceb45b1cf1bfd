"""How does a letter leave this machine?  Over SMTP to the one server that the settings name, encrypted unless that server is this machine.

One letter to one recipient at a time, in bounded time. It says nothing of the machine but its sender's domain. What goes wrong is told
without the server's own words: they may hold an address. Knows nothing of what a letter says.
"""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from pathlib import Path
from threading import Event, Thread
from typing import Literal

# Seconds that the server may take over one answer, and over everything. A server that drips its answers reaches only the second.
STEP = 10.0
WHOLE = 60.0


class UnsentError(Exception):
    """The letter has not been handed over, as far as anyone can tell. The message says why, and names nobody."""


@dataclass(frozen=True, slots=True)
class Server:
    """The way to the mail server. `tls`: from the first byte, by STARTTLS, or none, which is for this machine only."""

    host: str
    port: int
    tls: Literal["first", "starttls", "none"]
    user: str = ""
    password: str = field(default="", repr=False)
    cafile: Path | None = None


def send(server: Server, letter: EmailMessage, *, sender: str, recipient: str) -> None:
    """Hand one letter over: when this returns, the server has taken it. Raises UnsentError."""
    try:
        with _connection(server, sender.rpartition("@")[2]) as client:
            client.sendmail(sender, [recipient], letter.as_bytes(policy=policy.SMTP))
            # It is theirs now. What happens to the farewell must not have it sent twice.
            with suppress(smtplib.SMTPException, OSError):
                client.quit()
    except (smtplib.SMTPException, OSError) as error:
        raise UnsentError(_why(error)) from None


@contextmanager
def _connection(server: Server, name: str) -> Iterator[smtplib.SMTP]:
    context = ssl.create_default_context(cafile=server.cafile)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    client = (
        smtplib.SMTP_SSL(local_hostname=name, timeout=STEP, context=context)
        if server.tls == "first"
        else smtplib.SMTP(local_hostname=name, timeout=STEP)
    )
    # Certificates are held against the host that was asked for, which smtplib otherwise learns in its constructor.
    client._host = server.host  # type: ignore[attr-defined]
    over = Event()
    Thread(target=_cut, args=(client, over), daemon=True).start()
    try:
        code, _ = client.connect(server.host, server.port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, b"")
        if server.tls == "starttls":
            client.starttls(context=context)
        if server.user:
            client.login(server.user, server.password)
        yield client
    finally:
        over.set()
        client.close()


def _cut(client: smtplib.SMTP, over: Event) -> None:
    """Hang up on a server that has had its time: whoever waits for its answer gets none."""
    while not over.wait(WHOLE):
        with suppress(OSError, AttributeError):
            # The plain socket's own: the encrypted one's would change what another thread is reading with.
            socket.socket.shutdown(client.sock, socket.SHUT_RDWR)  # type: ignore[arg-type]


def _why(error: Exception) -> str:
    """Say what hindered, in words of our own."""
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "the server did not answer in time"
    match error:
        case smtplib.SMTPRecipientsRefused(recipients=refused):
            return f"the server refused the recipient with {next(iter(refused.values()))[0]}"
        case smtplib.SMTPAuthenticationError(smtp_code=code):
            return f"the server refused the user name or the password with {code}"
        case smtplib.SMTPResponseException(smtp_code=code) if code > 0:
            return f"the server answered {code}"
        case smtplib.SMTPNotSupportedError():
            return "the server offers no STARTTLS, or no way to sign in"
        case smtplib.SMTPException():
            return "the server hung up, or said what no mail server says"
        case ssl.SSLCertVerificationError():
            return "the server's certificate is not to be trusted"
        case ssl.SSLError():
            return "no encrypted connection came about"
        case OSError(strerror=words) if words:
            return f"the server can't be reached: {words}"
        case _:
            return "the server can't be reached"
