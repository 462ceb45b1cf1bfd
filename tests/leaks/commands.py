"""Every command as it is run over a register: its words, and what is typed to it. A command that isn't here stops the walk."""

from collections.abc import Mapping
from dataclasses import dataclass

from leaks.canaries import TYPED, WORDS


@dataclass(frozen=True, slots=True)
class Run:
    """One way to run a command; {n} is the number of a request, {file} a notice, {folder} a folder for what is asked for."""

    words: str
    typed: str = ""


_AS = "rights --as essi.esimerkki"
# By the command that it runs.
RUNS: Mapping[str, tuple[Run, ...]] = {
    "backup keys": (Run("backup keys {folder}/keys --json"),),
    "backup make": (Run("backup make {folder}/data --json"),),
    "backup release": (Run("backup release"),),
    "db migrate": (Run("db migrate"),),
    "db status": (Run("db status"),),
    "export": (Run("export --as essi.esimerkki --purpose customer_care --key {folder}/key --out {folder}/tables"),),
    "keys list": (Run("keys list --json"),),
    "keys change-root": (Run("keys change-root {folder}/root"),),
    "law deadline": (Run("law deadline --received 2024-01-02"),),
    "law list": (Run("law list"),),
    "law retention": (Run("law retention"),),
    "law review": (Run("law review"),),
    "law reviewed": (Run("law reviewed no-such-row"),),
    "law show": (Run("law show GDPR"),),
    "ledger checkpoint": (Run("ledger checkpoint --json"),),
    "ledger prove": (Run("ledger prove 1"), Run("ledger prove --as essi.esimerkki --request {n} --to {folder}/proofs")),
    "ledger review": (Run("ledger review --begin --settle 1=work"), Run("ledger review --json")),
    "ledger verify": (Run("ledger verify --json"),),
    "notice announce": (Run("notice announce {file} --channel site"),),
    "notice announced": (Run("notice announced --json"),),
    "notice check": (Run("notice check {file}"),),
    "notice diff": (Run("notice diff {file} {file} --register"),),
    "notice publish": (Run("notice publish {file} --yes"),),
    "notice records": (Run("notice records {file}"),),
    "notice render": (Run("notice render {file}"),),
    "notice schema": (Run("notice schema"),),
    "notice show": (Run("notice show {file}"),),
    "people add": (
        Run("people add uusi.esimerkki --name Uusi.Esimerkki --unit Toimisto", WORDS),
        Run("people add toinen.esimerkki --name Toinen.Esimerkki --unit Toimisto --employer nobody", WORDS),
    ),
    "people close": (Run("people close toinen.esimerkki"),),
    "people grant": (Run("people grant essi.esimerkki privacy --reason työ --by essi.esimerkki"),),
    "people list": (Run("people list"), Run("people list --json")),
    "people record": (Run("people record essi.esimerkki undertaking"),),
    "people revoke": (Run("people revoke essi.esimerkki no-such-role"),),
    "people show": (Run("people show essi.esimerkki"),),
    "people withdraw": (Run("people withdraw 999"),),
    "promises": (Run("promises"),),
    "retention plan": (Run("retention plan --on 2030-01-01 --json"),),
    "retention run": (Run("retention run --yes --json"),),
    "rights answer": (Run(_AS + " answer {n}"), Run(_AS + " answer {n} --run --out {folder}/answer")),
    "rights decide": (Run(_AS + " decide {n} --json"),),
    "rights extend": (Run(_AS + " extend {n}", WORDS),),
    "rights list": (Run(_AS + " list --all --json"),),
    "rights move": (Run(_AS + " move {n} waiting"),),
    "rights open": (
        Run(_AS + " open access --find", f"{TYPED['email']}\n{WORDS}"),
        Run(_AS + " open erasure --find", f"{WORDS}\n{WORDS}"),
        Run(_AS + " open objection --subject 7", WORDS),
    ),
    "rights reject": (Run(_AS + " reject {n} REF-X --run", WORDS), Run(_AS + " reject {n} MANIFEST --run", WORDS)),
    "rights show": (Run(_AS + " show {n}"),),
    "rights verified": (Run(_AS + " verified {n}"),),
    "rights verify": (Run(_AS + " verify {n}", WORDS),),
    "scale plan": (Run("scale plan"),),
    "search rebuild": (Run("search rebuild"),),
    "search status": (Run("search status --json"),),
    "subject explain": (
        Run("subject --as essi.esimerkki explain --whose essi.esimerkki --purpose customer_care --field contact.email", TYPED["email"]),
    ),
    "subject find": (Run("subject --as essi.esimerkki find --purpose customer_care", TYPED["email"]),),
    "subject link": (Run("subject --as essi.esimerkki link 1 2"),),
    "subject unlink": (Run("subject --as essi.esimerkki unlink 1"),),
    "tick": (Run("tick --json --clock-is-right"),),
    "version": (Run("version"),),
}
# What a command is asked to show of a person, on standard output.
ASKED_FOR = frozenset({"rights show", "rights decide", "rights answer", "rights extend", "rights reject", "rights verify"})
# What is not run here, and why.
ELSEWHERE: Mapping[str, str] = {
    "backup restore": "it stands on another home; duties/operations/test_backup_copies looks through what it reads",
    "backup test": "the same",
    "demo": "it makes a register of its own, with nobody's data",
    "init": "it asks about a firm and writes a file; there is no register",
    "serve": "test_served starts it",
}
