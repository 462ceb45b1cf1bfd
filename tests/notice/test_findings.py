"""One fault at a time in a small notice: the finding's id, place and advice. And many at once: all of them are told."""

import json
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from seloste.notice import Finding, Loaded, Notice, load

type Broken = Callable[[str, str], tuple[Finding, ...]]
type Read = Callable[[str], Loaded]
_DAY = date(2026, 11, 22)
PARTS = [wanted.alias or name for name, wanted in Notice.model_fields.items()]


def test_the_small_notice_is_in_order(read: Read, mini: str) -> None:
    loaded = read(mini)
    assert [str(each) for each in loaded.findings] == []
    assert loaded.notice is not None


FAULTS = [
    # what is replaced, by what, the finding's id, the words it points at, and a piece of its advice
    ('within: P30D', 'within: kohtuullinen aika', 'NX-value', 'kohtuullinen aika', 'P30D (30 päivää)'),
    ('idle: P24M}', 'idle: P24}', 'NX-value', 'P24}', 'P24M'),
    ('uses: [identity, orders]', 'uses: [identity, order]', 'NX-ref', 'order]', '`orders`'),
    ('    uses: [', '    usess: [', 'NX-key', 'usess: [identity, orde', '`uses`'),
    ('while: [relationship, contract]', 'while: [relationship, contrat]', 'NX-ref', 'contrat]', '`contract`'),
    ('roles: [sales]', 'roles: [sale]', 'NX-ref', 'sale]', '`sales`'),
    ('of: contract,', 'of: contrct,', 'NX-ref', 'contrct, fields: {numb', '`contract`'),
    ('{customer: contract, contact', '{custmer: contract, contact', 'NX-ref', 'custmer: contract, con', '`customer`'),
    ('basis: {customer: contract, contact_person: legitimate-interest}', 'law: fi/1336-1997', 'N13-1c', 'care:', 'basis'),
    ('contact_person: legitimate-interest', 'contact_person: contract', 'N13-1c', 'contract}', 'legitimate-interest'),
    ('customer: contract,', 'customer: legal-obligation,', 'N13-1c', 'care:', 'law'),
    ('    interest: Etumme on palvella asiakasyritystä.\n', '', 'N13-1d', 'care:', 'interest'),
    (
        'contract: {name: Sopimus, end: planned, else: {idle: P36M}}',
        'contract: {name: Sopimus}',
        'N13-2a', 'contract: {name: Sopim', 'idle',
    ),
    ('name: Asiakassuhde, idle: P24M', 'name: Asiakassuhde', 'N13-2a', 'relationship: {name: A', 'idle'),
    ('else: {idle: P36M}', 'else: {}', 'N13-2a', 'contract: {name: Sopim', 'idle'),
    ('end: planned, else: {idle: P36M}', 'idle: P36M, else: {idle: P36M}', 'NX-clock', '{idle: P36M}}', 'end: planned'),
    ('    while: [relationship, contract]\n', '', 'NX-clock', 'care:', 'while'),
    ('while: [relationship, contract]', 'while: [relationship]\n    per: contract', 'NX-clock', 'care:', 'per'),
    ('while: [relationship, contract]', 'after: cares\n    keep: P5Y', 'NX-ref', 'cares', '`care`'),
    ('while: [relationship, contract]', 'after: care\n    keep: P5Y', 'NX-circle', 'care', 'ketju'),
    ('while: [relationship, contract]', 'while: [relationship]\n    store: archive', 'NX-clock', 'archive', 'after'),
    ('    roles: [sales]', '    per: relationship\n    rule: FI-KPL-66', 'NX-law', 'FI-KPL-66', '`FI-KPL-6`'),
    ('    why: Pal', '    law: fi/523-1999/8\n    why: Pal', 'NX-law', 'fi/523-1999/8', 'eu/2016-679/6'),
    ('    why: Pal', '    law: fi/1336-1997/2:1O\n    why: Pal', 'NX-law', 'fi/1336-1997/2:1O', '`fi/1336-1997/2:10`'),
    ('why: Palvelemme asiakkaita.', 'why: Toimimme henkilötietolain mukaan.', 'NX-law', 'Toimimme henkilötietol', 'fi/1050-2018'),
    ('why: Palvelemme asiakkaita.', 'why: Toimimme lain 523/1999 mukaan.', 'NX-law', 'Toimimme lain 523/1999', 'fi/1050-2018'),
    ('{name: Oma palvelin,', "{name: 'Ratapihantie 9, 00520 Helsinki',", 'NX-auth', "'Ratapihantie 9, 00520", 'Lintulahdenkuja'),
    ('why: Palvelemme asiakkaita.', 'why: Tietoja saatetaan käyttää.', 'N12-1', 'Tietoja saatetaan käyt', 'milloin'),
    ('name: Rekisteröity itse', 'name: Tiedot saadaan mahdollisesti muualta', 'N12-1', 'Tiedot saadaan mahdoll', 'milloin'),
    ('why: Palvelemme asiakkaita.', 'why: Tietoja voidaan siirtää ETA-alueen ulkopuolelle.', 'N13-1f', 'Tietoja voidaan siirtä', 'maa'),
    ('country: FI', 'country: RU', 'N13-1f', 'RU}}}', 'siirtoperuste'),
    ('business_id: 2701131-6', 'business_id: 2701131-5', 'N13-1a', '2701131-5', 'Y-tunnus'),
    ('  email: tietosuoja@yritys.example\n', '', 'N13-1a', 'controller:', 'phone'),
    ('title: Tietosuojan yhteyshenkilö', 'title: Tietosuojavastaava', 'N13-1b', 'Tietosuojavastaava, em', 'yhteyshenkilö'),
    (
        'present: false, reason: Laki ei velvoita nimeämään tietosuojavastaavaa.',
        'present: true',
        'N13-1b', 'dpo: {present: true}', 'notified',
    ),
    ('present: false', 'present: no', 'NX-value', 'no, reason: Laki ei ve', 'YAML 1.2'),
    ('updated: 2026-11-01', 'updated: 2018-04-11', 'NX-ver', '2018-04-11, effective:', 'päivät'),
    ('created: 2018-04-12', 'created: 12.4.2018', 'NX-value', '12.4.2018, updated: 20', '2018-04-12'),
    ('recipients: {}\n', '', 'N13-1e', 'register: {key: custom', 'recipients'),
    ('automated: {decisions: none, profiling: none}\n', '', 'N13-2f', 'register: {key: custom', 'automated'),
    ('decisions: none', 'decisions: {logic: Pisteytys, effect: Hylkäys}', 'N13-2f', 'decisions: {logic: Pis', 'review'),
    ('type: text, name: Sukunimi', 'type: text, name: Sukunimi, need: statutory', 'N13-2e', 'last_name: {type: text', 'consequence'),
    ('type: reference', 'type: choice', 'NX-value', 'number: {type: choice,', 'choices'),
    ('type: reference', 'type: hetu', 'NX-value', 'hetu, name: Tilausnume', 'fi-hetu'),
    ('number: {type: reference, name: Tilausnumero}', 'number: reference, hetu: fi-hetu', 'NX-hetu', 'hetu: fi-hetu}}', 'omaan'),
    ('uses: [identity, orders]', 'uses: [orders]', 'N13-1c', 'identity: {name: Nimi,', 'uses'),
    ('uses: [identity, orders]', 'marketing: [email]\n    uses: [identity, orders]', 'NX-marketing', '[email]', 'consent'),
    ('data: [identity, orders]}', 'data: [identity]}', 'N14-2f', 'orders: {name: Tilauks', 'data'),
    ('data:\n', 'data:\n  request_file: {fields: {x: text}}\n', 'NX-builtin', 'request_file: {fields:', 'toista nimeä'),
    ('roles: {sales:', 'roles: {Sales:', 'NX-key', 'Sales: {name: Myynti}}', 'a–z'),
    ('cookies: none\n', 'cookie: none\n', 'NX-key', 'cookie: none', '`cookies`'),
    ('changes: {channels: [site], lead: P14D}', 'changes: {channels: [], lead: P14D}', 'NX-value', '[], lead: P14D}', 'sisältö'),
    ('register: {key: customers, name: Asiakasrekisteri}', 'register: {key: customers}', 'NX-missing', 'register: {key: custom', '`name:`'),
    ('register: {key: customers, name: Asiakasrekisteri}', 'register: Asiakasrekisteri', 'NX-value', 'Asiakasrekisteri', 'Sisennä'),
    ('channels: [site]', 'channels: site', 'NX-value', 'site, lead: P14D}', 'hakasulkeet'),
    ('name: Oy Esimerkki', 'name: 123', 'NX-value', '123', 'lainausmerkkeihin'),
    (
        'security: {}',
        'security: {wall: {name: Muuri, attestation: {by: boss, on: 2026-01-01, valid: P1Y}}}',
        'NX-ref', 'boss, on: 2026-01-01, ', 'privacy',
    ),
    (
        'security: {}',
        'security: {wall: {name: Muuri, attestation: {by: sales, on: 2024-01-01, valid: P1Y}}}',
        'NX-attested', '{by: sales, on: 2024-0', 'uudelleen',
    ),
]  # fmt: skip


HARMLESS = {"N12-1", "NX-marketing", "N14-2f", "NX-attested"}


@pytest.mark.parametrize(("old", "new", "id", "at", "advice"), FAULTS)
def test_a_fault_is_found_where_it_is_with_advice(read: Read, mini: str, old: str, new: str, id: str, at: str, advice: str) -> None:
    assert mini.count(old) == 1
    text = mini.replace(old, new)
    loaded = read(text)
    told = [each for each in loaded.findings if each.id == id and text.splitlines()[each.line - 1][each.column - 1 :].startswith(at)]
    assert told, [str(each) for each in loaded.findings]
    assert any(advice in each.fix for each in told), [each.fix for each in told]
    assert (loaded.notice is None) == (id not in HARMLESS)


def test_all_findings_come_at_once_in_the_order_of_the_file(read: Read, mini: str) -> None:
    text = mini
    for old, new in (("P30D", "joskus"), ("of: contract,", "of: contrct,"), ("country: FI", "country: Suomi"), ("2701131-6", "2701131-5")):
        text = text.replace(old, new)
    found = read(text).findings
    assert {"N13-1a", "NX-value", "NX-ref"} <= {each.id for each in found}
    assert [each.line for each in found] == sorted(each.line for each in found)
    assert {5, 12, 18, 31} <= {each.line for each in found}


def test_a_broken_entry_hides_no_fault_in_another(read: Read, mini: str) -> None:
    text = mini.replace("idle: P24M", "idle: pitkään").replace("roles: [sales]", "roles: [sale]")
    found = [(each.id, each.path) for each in read(text).findings]
    assert ("NX-value", "matters.relationship.idle") in found
    assert ("NX-ref", "purposes.care.roles.0") in found


def test_a_reference_to_a_broken_entry_is_not_called_unknown(read: Read, mini: str) -> None:
    found = read(mini.replace("idle: P24M", "idle: pitkään")).findings
    assert [each.id for each in found] == ["NX-value"]


def test_a_circle_through_three_purposes_is_told_once(read: Read, mini: str) -> None:
    extra = "".join(
        f"  {name}: {{name: N, why: W., basis: consent, after: {after}, keep: P1Y, keeps: [identity]}}\n"
        for name, after in (("one", "two"), ("two", "three"), ("three", "one"))
    )
    found = [each for each in read(mini.replace("sources:", extra + "sources:")).findings if each.id == "NX-circle"]
    assert len(found) == 1
    assert "one → two → three → one" in found[0].message


@pytest.mark.promise("LN-08", by="text")
def test_a_recipient_we_choose_needs_an_assessment_of_compatibility(broken: Broken) -> None:
    written = "recipients: {supplier: {name: Toimittaja, kind: controller, why: Toimitus., data: [orders], discretionary: true}}"
    assert "N13-3" in [each.id for each in broken("recipients: {}", written)]


PROCESSOR = "recipients: {{}}\nprocessors: {{host: {{name: Palvelin, why: Ylläpito., data: [orders], {}}}}}"
CONTRACT = "contract: {by: sales, on: 2026-11-01, valid: P1Y}"


@pytest.mark.promise("LN-34", by="text")
@pytest.mark.promise("LN-35", by="attestation")
def test_a_processor_needs_a_contract_a_country_and_no_use_of_its_own(broken: Broken) -> None:
    for terms, id in (
        (f"countries: [FI], {CONTRACT}", "N28-3"),
        ("countries: [FI], no_own_use: true", "N28-3"),
        (f"no_own_use: true, {CONTRACT}", "N13-1f"),
    ):
        assert [each.id for each in broken("recipients: {}", PROCESSOR.format(terms))] == [id]
    assert broken("recipients: {}", PROCESSOR.format(f"countries: [FI], no_own_use: true, {CONTRACT}")) == ()


@pytest.mark.promise("LN-36", "LN-37", by="text")
@pytest.mark.parametrize(
    ("terms", "ids"),
    [
        ("countries: [SE]", []),
        ("countries: [JP]", []),
        ("countries: [US]", ["N13-1f"]),
        ("countries: [US], safeguard: privacy-shield, copy_from: Meiltä.", ["N13-1f"]),
        ("countries: [US], safeguard: scc-2010/87, copy_from: Meiltä.", ["N13-1f"]),
        ("countries: [IN], safeguard: dpf, copy_from: Meiltä.", ["N13-1f"]),
        ("countries: [US], safeguard: dpf, copy_from: Meiltä.", []),
        ("countries: [IN], safeguard: scc-2021/914", ["N13-1f"]),
        ("countries: [IN], safeguard: scc-2021/914, copy_from: Meiltä.", []),
        ("countries: [IN], safeguard: lupaus, copy_from: Meiltä.", ["N13-1f", "N13-1f"]),
        ("countries: [Intia]", ["NX-value"]),
    ],
)
def test_a_transfer_out_of_the_area_needs_a_living_safeguard(broken: Broken, terms: str, ids: list[str]) -> None:
    found = broken("recipients: {}", PROCESSOR.format(f"{terms}, no_own_use: true, {CONTRACT}"))
    assert [each.id for each in found] == ids, [str(each) for each in found]


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_loading_raise(data: bytes) -> None:
    loaded = load(data, file="x.yaml", on=_DAY)
    assert loaded.notice is None
    assert loaded.errors


_LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["P1Y", "none", "2026-01-01", "FI", "contract"])
_KEYS = st.sampled_from(["name", "fields", "of", "basis", "per", "after", "fi", "customer", "x"])
_SHAPES = st.recursive(_LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3), max_leaves=8)


@given(part=st.sampled_from(PARTS), shape=_SHAPES)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_shape_of_any_part_makes_loading_raise(mini: str, part: str, shape: object) -> None:
    lines = [line for line in _top(mini) if not line.startswith(f"{part}:")]
    text = "\n".join([*lines, f"{part}: {json.dumps(shape)}"])
    assert isinstance(load(text.encode(), file="x.yaml", on=_DAY), Loaded)


FULL = {
    "a chain of purposes": "purposes:\n" + "".join(f"  p{n}: {{after: p{n + 1}}}\n" for n in range(2400)),
    "unknown names": "data:\n" + "".join(f" d{n}: {{fields: {{a: text}}}}\n" for n in range(1500)) + "purposes:\n p: {uses: ["
    + ", ".join(f"e{n}" for n in range(2000)) + "]}\n",
    "unknown keys": "".join(f"k{n}: 1\n" for n in range(6000)),
}  # fmt: skip


@pytest.mark.parametrize("text", FULL.values(), ids=FULL)
def test_a_file_full_of_faults_is_read_in_seconds(read: Read, text: str) -> None:
    began = time.process_time()
    loaded = read(text)
    assert len(loaded.errors) >= 2000
    assert time.process_time() - began < 4


def test_an_empty_part_is_a_finding_not_a_crash(read: Read, mini: str) -> None:
    for part in ("matters", "data", "purposes", "roles", "subjects", "controller", "sources"):
        found = read("\n".join([*(line for line in _top(mini) if not line.startswith(f"{part}:")), f"{part}:"]))
        assert found.errors, part


def _top(text: str) -> list[str]:
    """Write the small notice with one line for each part."""
    lines: list[str] = []
    for line in text.splitlines():
        if line.startswith(" "):
            lines[-1] += "\n" + line
        else:
            lines.append(line)
    return lines
