"""The register's tables. `Subject` has an id of its own; all below it is keyed by (subject, id), so that it can be spread by subject."""

from seloste.register.models.data import ArchivedRecord, Folder, Lookup, Record, Suppression
from seloste.register.models.life import Disclosure, Event, Ground, Hold, Matter, Refusal, Restriction, Subject
from seloste.register.models.notices import Controller, Cover, NoticeVersion, OwnMatter, Register

__all__ = [
    "ArchivedRecord",
    "Controller",
    "Cover",
    "Disclosure",
    "Event",
    "Folder",
    "Ground",
    "Hold",
    "Lookup",
    "Matter",
    "NoticeVersion",
    "OwnMatter",
    "Record",
    "Refusal",
    "Register",
    "Restriction",
    "Subject",
    "Suppression",
]
