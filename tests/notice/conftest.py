"""A small notice that is in order, to break in one place at a time, and the LamisNET notice that the register keeps."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from seloste.notice import Finding, Loaded, Notice, load

ON = date(2026, 11, 22)
LAMISNET = Path(__file__).parents[2] / "examples" / "lamisnet" / "notice.yaml"

MINI = """\
register: {key: customers, name: Asiakasrekisteri}
dates: {created: 2018-04-12, updated: 2026-11-01, effective: 2026-11-15}
controller:
  name: Oy Esimerkki
  business_id: 2701131-6
  address: Esimerkkikatu 1, 00100 Helsinki
  email: tietosuoja@yritys.example
  contact: {title: Tietosuojan yhteyshenkilö, email: tietosuoja@yritys.example}
  dpo: {present: false, reason: Laki ei velvoita nimeämään tietosuojavastaavaa.}
roles: {sales: {name: Myynti}}
subjects: {customer: {name: Asiakas, party: true}, contact_person: {name: Yhteyshenkilö, party: false}}
within: P30D
matters:
  relationship: {name: Asiakassuhde, idle: P24M}
  contract: {name: Sopimus, end: planned, else: {idle: P36M}}
data:
  identity: {name: Nimi, fields: {last_name: {type: text, name: Sukunimi, searchable: true}}}
  orders: {name: Tilaukset, of: contract, fields: {number: {type: reference, name: Tilausnumero}}}
purposes:
  care:
    name: Asiakaspalvelu
    why: Palvelemme asiakkaita.
    basis: {customer: contract, contact_person: legitimate-interest}
    interest: Etumme on palvella asiakasyritystä.
    uses: [identity, orders]
    while: [relationship, contract]
    roles: [sales]
    dpv: dpv:CustomerCare
sources: {person: {name: Rekisteröity itse, data: [identity, orders]}}
recipients: {}
storage: {places: {home: {name: Oma palvelin, country: FI}}}
automated: {decisions: none, profiling: none}
security: {}
cookies: none
changes: {channels: [site], lead: P14D}
"""


@pytest.fixture
def mini() -> str:
    """Give the small notice's text."""
    return MINI


@pytest.fixture
def broken() -> Callable[[str, str], tuple[Finding, ...]]:
    """Give a function that replaces one piece of the small notice and returns what is found."""

    def replaced(old: str, new: str) -> tuple[Finding, ...]:
        assert MINI.count(old) == 1, f"{old!r} is in the small notice {MINI.count(old)} times"
        return load(MINI.replace(old, new).encode(), file="mini.yaml", on=ON).findings

    return replaced


@pytest.fixture
def read() -> Callable[[str], Loaded]:
    """Give a function that loads a text on the day of the tests."""
    return lambda text: load(text.encode(), file="mini.yaml", on=ON)


@pytest.fixture(scope="session")
def lamisnet_text() -> str:
    """Give the LamisNET notice's text."""
    return LAMISNET.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lamisnet(lamisnet_text: str) -> Notice:
    """Give the LamisNET notice."""
    loaded = load(lamisnet_text.encode(), file="notice.yaml", on=ON)
    assert loaded.notice is not None, [str(finding) for finding in loaded.findings]
    return loaded.notice
