"""Nothing that a file holds makes the checker slow, large or silent: nasty files, read by a process of their own, with limits measured."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import seloste
from notice.conftest import MINI
from seloste.notice import load
from seloste.notice.findings import LANGUAGES

SECONDS = 2.0
MEGABYTES = 200
READER = """\
import json, resource, sys, time
from datetime import date
from pathlib import Path
limit = 1 << 30
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
from seloste.notice import load
told = {}
for file in sorted(Path(sys.argv[1]).iterdir()):
    data = file.read_bytes()
    began = time.process_time()
    findings = load(data, file=file.name, on=date(2026, 11, 22)).findings
    lines = [finding.line_of_text(lang) for finding in findings for lang in ("fi", "sv", "en")]
    took = time.process_time() - began
    placed = all(finding.line >= 1 and finding.column >= 1 for finding in findings)
    told[file.name] = {"took": took, "errors": sum(f.severity == "error" for f in findings), "placed": placed, "said": all(lines)}
# Not ru_maxrss, which remembers the process that started this one.
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
told[""] = {"peak": int(peak) / 1024}
print(json.dumps(told))
"""


def bombs() -> Mapping[str, bytes]:
    """Files that are no notice, and would cost much if they were read as one."""
    lol = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    lol += "".join(f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True))
    wide = "".join(f"k{number}: 1\n" for number in range(6000))
    return {
        "nothing": b"",
        "a byte": b"\x00",
        "not UTF-8": b"register: \xff\xfe\xfa",
        "another encoding": "register: {key: customers}".encode("utf-16"),
        "anchors that multiply": lol.encode(),
        "merge keys": b"a: &a {<<: *a}\nb: {<<: [*a, *a]}\n",
        "anchors everywhere": b"".join(b"k%d: &x%d 1\n" % (number, number) for number in range(4000)),
        "a tag that would run": b'!!python/object/apply:os.system ["touch /tmp/x"]',
        "tags everywhere": b"[" + b"!!binary a, " * 5000 + b"]",
        "a tag as long as the file": b"a: !<" + b"x" * 60_000 + b"> 1",
        "too large": b"a: " + b"x" * (64 * 1024),
        "very much too large": b"x" * (32 << 20),
        "fifty-one levels": b"a: " + b"[" * 51 + b"]" * 51,
        "thirty thousand levels": b"[" * 30_000 + b"]" * 30_000,
        "levels of mappings": b"{a: " * 16_000,
        "levels of indentation": "\n".join(" " * n + "a:" for n in range(340)).encode(),
        "question marks": b"? " * 30_000,
        "dashes": b"- " * 30_000,
        "keys that nobody knows": wide.encode(),
        "one key again and again": b"register: 1\n" * 5000,
        "nos and offs": b"".join(
            b"%s: %s\n" % (word, word) for word in (b"no", b"off", b"yes", b"on", b"y", b"n", b"~", b"null", b".nan", b".inf")
        ),
        "numbers that grow": b"a: " + b"9" * 60_000,
        "numbers in other bases": b"a: 0x7fffffffffffffffffff\nb: 0b1\nc: 190:20:30\nd: 1e999999999\ne: 1_000\n",
        "dates that are none": b"dates: {created: 2026-02-30, updated: 0000-00-00, effective: 99999-99-99}",
        "marks of direction": ("register: \u202e" * 3000).encode(),
        "a key of marks": "\u202ekey\u2066: 1\n".encode(),
        "invisible control characters": b'a: "' + b"\\0\\e\\a" * 9000 + b'"',
        "half an escape": b'a: "\\ud800\\ud800"',
        "a quote that never ends": b'a: "' + b"x\\n" * 20_000,
        "a block that never ends": b"a: |\n" + b" x\n" * 20_000,
        "comments only": b"# x\n" * 16_000,
        "documents": b"---\n...\n" * 8000,
        "directives": b"%TAG ! tag:x,2000:\n" * 3000 + b"---\na: 1",
    }


def hostile_words() -> Mapping[str, str]:
    """Words that a pattern with two open ends would search for ever."""
    return {
        "one letter": "a",
        "addresses": "http://",
        "hyphens": "-",
        "dots": ".",
        "dots apart": ". ",
        "spaces and dots": "a . ",
        "capitals after dots": ". A",
        "commas": ", ",
        "slashes": "1/2000 ",
        "at signs": "a@",
        "EU": "EU voidaan ",
        "outside": "ulkopuolelle ",
        "tabs": "\\t",
        "non-breaking": "\u00a0",
        "brackets": "[](",
        "stars": "*",
        "braces": "{}{a}{{",
        "percent": "%s%n",
        "combining": "a\u0301\u0302\u0303",
        "emoji": "👩\u200d💻",
        "sharp s": "ẞß",
        "dotted I": "İ",
        "right to left": "שלום ",
        "letters and digits": "a1",
    }


def long_texts() -> Mapping[str, bytes]:
    """The small notice with every hostile text where one fits, and where none does."""
    found = {}
    for name, word in hostile_words().items():
        text = '"' + (word * 6000)[:5900] + '"'
        swapped = MINI.replace("Palvelemme asiakkaita.", text).replace("Etumme on palvella asiakasyritystä.", text)
        claims = f"claims: {{keeping: {{a: {text}}}, cookies: {text}, data: {text}, closed: {text}, authority: {text}}}\n"
        found[f"{name}, in the texts"] = (swapped + claims).encode()[: 64 * 1024]
        whole = '"' + (word * 60_000)[:40_000] + '"'
        found[f"{name}, sixty kilobytes"] = MINI.replace("Palvelemme asiakkaita.", whole).encode()[: 64 * 1024]
        found[f"{name}, as a key"] = f"{json.dumps((word * 500)[:900])}: 1\n".encode() + MINI.encode()
        found[f"{name}, in short fields"] = MINI.replace("Oy Esimerkki", f'"{(word * 300)[:290]}"').encode()
    return found


_WHOLE = MINI.encode()
_PIECES = st.sampled_from(
    [
        b"&a ", b"*a", b"!x ", b"{", b"}", b"[", b"]", b": ", b"- ", b"? ", b"|\n", b'"', b"'", b"#", b"\t", b"\r", b"\xff", b"\x00",
        b"\xe2\x80\xae", b"no", b"<<: ", b"---\n", b"%", b"\n", b" ", b"0", b"P1Y", b"{guess}", b"\\u202e",
    ]
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, len(_WHOLE)), st.integers(0, 12), _PIECES | st.binary(max_size=4)), min_size=1, max_size=6))
@settings(max_examples=150, deadline=None)
def test_a_notice_harmed_anywhere_is_answered_with_findings_that_have_places_and_words(harms: list[tuple[int, int, bytes]]) -> None:
    data = _WHOLE
    for at, gone, put in harms:
        data = data[:at] + put + data[at + gone :]
    loaded = load(data, file="n.yaml", on=date(2026, 11, 22))
    assert (loaded.notice is None) == bool(loaded.errors)
    lines = data.decode("utf-8", "replace").count("\n") + 2
    for finding in loaded.findings:
        assert 1 <= finding.line <= lines + data.count(b"\r")
        assert finding.column >= 1
        assert all(finding.line_of_text(lang) for lang in LANGUAGES)


@cache
def told(folder: Path) -> Mapping[str, Mapping[str, float]]:
    """Have every file read, by a process that stands under a limit, and give what it says."""
    for name, data in {**bombs(), **long_texts()}.items():
        (folder / name).write_bytes(data)
    here = {**os.environ, "PYTHONPATH": str(Path(seloste.__file__).parents[1])}
    done = subprocess.run([sys.executable, "-c", READER, str(folder)], env=here, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    found: Mapping[str, Mapping[str, float]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[str, float]]:
    """What was found in each nasty file."""
    return told(tmp_path_factory.mktemp("nasty"))


def test_every_nasty_file_is_answered_with_findings_that_have_places_and_words(answers: Mapping[str, Mapping[str, float]]) -> None:
    assert len(answers) == len(bombs()) + len(long_texts()) + 1
    for name, answer in answers.items():
        if name:
            assert answer["placed"], name
            assert answer["said"], name
    assert {name for name in bombs() if not answers[name]["errors"]} == set()


def test_no_nasty_file_takes_long(answers: Mapping[str, Mapping[str, float]]) -> None:
    assert {name: answer["took"] for name, answer in answers.items() if name and answer["took"] > SECONDS} == {}


def test_no_nasty_file_takes_much_memory(answers: Mapping[str, Mapping[str, float]]) -> None:
    assert answers[""]["peak"] < MEGABYTES
