"""What lies beside the database: memory that others might look into, and temporary files."""

import ctypes
import subprocess
import sys
from typing import Any

import pytest
from django.core.files import temp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

ASKED = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a word for it")
def test_nobody_else_may_look_into_our_memory_and_no_dump_of_it_is_left() -> None:
    control = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert control.stdout == "1\n", "anybody may, where nothing is said"
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 0


@pytest.mark.parametrize("size", [10, 6_000_000])
def test_a_file_that_nobody_asked_for_is_kept_nowhere(db: None, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    made, really = [], temp.NamedTemporaryFile

    def temporary(*args: Any, **kwargs: Any) -> Any:
        made.append(args)
        return really(*args, **kwargs)

    monkeypatch.setattr(temp, "NamedTemporaryFile", temporary)
    answer = Client().post(reverse("accounts:sign_in"), {"login": "x", "file": SimpleUploadedFile("a", b"x" * size)})
    assert answer.status_code in (200, 403)
    assert made == []
    assert not answer.wsgi_request.FILES
