"""The records of a reading open as each would alone, whatever lies beside it, and a refusal is the same one."""

from datetime import UTC, datetime

import pytest

from seloste import vault

AT = datetime(2026, 11, 22, tzinfo=UTC)
KEK = vault.Kek(7, 1, "erasable", 1, AT, None, vault.new_key())
RING = vault.Ring(1, (KEK,))
REGISTER, NOTICE = 2, "ab" * 32

type Sealed = tuple[int, int, int, bytes, int, str, str, bytes]


def sealed(subject: int, folder: int, record: int, key: vault.Key, *, key_version: int = 1, category: str = "contact") -> Sealed:
    """A record as a row has it."""
    wrapping = vault.wrapping_context(home=1, register=REGISTER, subject=subject, folder=folder, key_version=key_version)
    place = vault.context(
        home=1, register=REGISTER, subject=subject, folder=folder, key_version=key_version, record=record, category=category, notice=NOTICE
    )
    box = vault.seal(key, key_id=folder, context=place, plaintext=b"%d" % record)
    return subject, folder, key_version, vault.wrap(KEK, key, wrapping), record, category, NOTICE, box


def opening() -> vault.Opener:
    return vault.opener(RING, home=1, register=REGISTER)


def test_records_of_one_folder_and_of_others_open_each_under_its_own_key() -> None:
    one, other = vault.new_key(), vault.new_key()
    rows = [sealed(11, 5, 21, one), sealed(11, 5, 22, one), sealed(11, 6, 23, other), sealed(12, 7, 24, other, key_version=3)]
    opened = opening()
    assert [opened(*row) for row in rows] == [b"21", b"22", b"23", b"24"]


def test_a_key_met_once_opens_nothing_that_claims_another_place() -> None:
    key = vault.new_key()
    row = sealed(11, 5, 21, key)
    for subject, folder, key_version in ((12, 5, 1), (11, 6, 1), (11, 5, 2)):
        opened = opening()
        assert opened(*row) == b"21"
        with pytest.raises(vault.Refused) as refused:
            opened(subject, folder, key_version, *row[3:])
        assert refused.value.why is vault.Why.ALTERED


def test_a_record_that_was_moved_within_its_folder_or_sealed_under_another_key_is_refused() -> None:
    key = vault.new_key()
    row, beside = sealed(11, 5, 21, key), sealed(11, 5, 22, vault.new_key())
    opened = opening()
    assert opened(*row) == b"21"
    for part, why in (((22, *row[5:]), vault.Why.ALTERED), ((22, *beside[5:]), vault.Why.ANOTHER_KEY)):
        with pytest.raises(vault.Refused) as refused:
            opened(*row[:4], *part)
        assert refused.value.why is why


def test_nothing_opens_once_the_key_encryption_key_is_gone() -> None:
    row = sealed(11, 5, 21, vault.new_key())
    with pytest.raises(vault.Refused) as refused:
        vault.opener(RING.without((KEK.id,)), home=1, register=REGISTER)(*row)
    assert refused.value.why is vault.Why.UNKNOWN_KEK
    with pytest.raises(vault.Refused):
        vault.opener(RING, home=1, register=REGISTER + 1)(*row)
    with pytest.raises(vault.Refused):
        vault.opener(RING, home=2, register=REGISTER)(*row)
