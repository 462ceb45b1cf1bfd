"""What may be decided on a request, and on which provision? The reason codes of every right, each with its statute.

A code is for people who check: letters say it in words (`letters`).
"""

from enum import StrEnum

_GDPR = "eu/2016-679"


class Right(StrEnum):
    """The rights that a request may use."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    OBJECTION = "objection"
    PORTABILITY = "portability"
    WITHDRAWAL = "withdrawal"
    MARKETING_BAN = "marketing_ban"
    DISCLOSURE_BAN = "disclosure_ban"


class Outcome(StrEnum):
    """What becomes of a ground: it ends by the decision, it is kept, or it had ended by itself."""

    ENDED = "ended"
    KEPT = "kept"
    PAST = "past"


class Code(StrEnum):
    """Why. REF- keeps or refuses, FWD- passes on, the others do what was asked."""

    ACC_OK = "ACC-OK"
    ACC_NONE = "ACC-NONE"
    ACC_RED = "ACC-RED"
    ACC_S34 = "ACC-S34"
    ACC_FEE = "ACC-FEE"
    ACC_ARCH = "ACC-ARCH"
    ERA_A = "ERA-A"
    ERA_B = "ERA-B"
    ERA_C = "ERA-C"
    ERA_NOTICE = "ERA-NOTICE"
    ERA_PAST = "ERA-PAST"
    REF_KPL = "REF-KPL"
    REF_LAW = "REF-LAW"
    REF_CONTRACT = "REF-CONTRACT"
    REF_CLAIM = "REF-CLAIM"
    REF_OBJ = "REF-OBJ"
    OWN_WORK = "OWN-WORK"
    OBJ_DM = "OBJ-DM"
    OBJ_OK = "OBJ-OK"
    OBJ_NA = "OBJ-NA"
    OBJ_NA_WD = "OBJ-NA-WD"
    WD = "WD"
    WD_NA = "WD-NA"
    BAN_DISC = "BAN-DISC"
    BAN_NA = "BAN-NA"
    RES_A = "RES-A"
    RES_B = "RES-B"
    RES_C = "RES-C"
    RES_D = "RES-D"
    RECT_OK = "RECT-OK"
    RECT_SUPP = "RECT-SUPP"
    REF_ACCURATE = "REF-ACCURATE"
    POR_OK = "POR-OK"
    POR_SRC = "POR-SRC"
    POR_DERIV = "POR-DERIV"
    POR_BASIS = "POR-BASIS"
    UNF = "UNF"
    EXC = "EXC"
    ID_FAIL = "ID-FAIL"
    FWD_PROCESSOR = "FWD-PROCESSOR"


STATUTES: dict[Code, str] = {
    Code.ACC_OK: f"{_GDPR}/15",
    Code.ACC_NONE: f"{_GDPR}/15.1",
    Code.ACC_RED: f"{_GDPR}/15.4",
    Code.ACC_S34: "fi/1050-2018/34",
    Code.ACC_FEE: f"{_GDPR}/15.3",
    Code.ACC_ARCH: f"{_GDPR}/15.3",
    Code.ERA_A: f"{_GDPR}/17.1.a",
    Code.ERA_B: f"{_GDPR}/17.1.b",
    Code.ERA_C: f"{_GDPR}/17.1.c",
    Code.ERA_NOTICE: f"{_GDPR}/17",
    Code.ERA_PAST: f"{_GDPR}/5.1.e",
    Code.REF_KPL: "fi/1336-1997/2:10",
    Code.REF_LAW: f"{_GDPR}/17.3.b",
    Code.REF_CONTRACT: f"{_GDPR}/6.1.b",
    Code.REF_CLAIM: f"{_GDPR}/17.3.e",
    Code.REF_OBJ: f"{_GDPR}/21.1",
    Code.OWN_WORK: f"{_GDPR}/6.1.f",
    Code.OBJ_DM: f"{_GDPR}/21.2",
    Code.OBJ_OK: f"{_GDPR}/21.1",
    Code.OBJ_NA: f"{_GDPR}/21.1",
    Code.OBJ_NA_WD: f"{_GDPR}/7.3",
    Code.WD: f"{_GDPR}/7.3",
    Code.WD_NA: f"{_GDPR}/7.3",
    Code.BAN_DISC: f"{_GDPR}/24",
    Code.BAN_NA: f"{_GDPR}/6.1.c",
    Code.RES_A: f"{_GDPR}/18.1.a",
    Code.RES_B: f"{_GDPR}/18.1.b",
    Code.RES_C: f"{_GDPR}/18.1.c",
    Code.RES_D: f"{_GDPR}/18.1.d",
    Code.RECT_OK: f"{_GDPR}/16",
    Code.RECT_SUPP: f"{_GDPR}/16",
    Code.REF_ACCURATE: f"{_GDPR}/16",
    Code.POR_OK: f"{_GDPR}/20.1",
    Code.POR_SRC: f"{_GDPR}/20.1",
    Code.POR_DERIV: f"{_GDPR}/20.1",
    Code.POR_BASIS: f"{_GDPR}/20.1",
    Code.UNF: f"{_GDPR}/12.5",
    Code.EXC: f"{_GDPR}/12.5",
    Code.ID_FAIL: f"{_GDPR}/12.2",
    Code.FWD_PROCESSOR: f"{_GDPR}/28.3.e",
}
"""The provision behind each code; a kept statutory purpose names its own act instead."""

REJECTIONS = frozenset({Code.UNF, Code.EXC, Code.ID_FAIL, Code.ACC_S34})
"""Why a whole request may be rejected; anything else is decided ground by ground."""
