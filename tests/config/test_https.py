"""Data travel encrypted: beyond this machine there is only HTTPS."""

import json
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from seloste import home
from seloste.config import environment

PROBE = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
plain = Client().post("/staff/sign-out/", headers={"host": "rekisteri.example"})
safe = Client().post("/staff/sign-out/", headers={"host": "rekisteri.example"}, secure=True)
print(json.dumps({
    "plain": [plain.status_code, plain["Location"]],
    "hsts": safe["Strict-Transport-Security"],
    "cookies": [settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, settings.LANGUAGE_COOKIE_SECURE],
}))
"""


@pytest.mark.promise("LN-43", "OA-21", "OA-22", by="behaviour")
def test_a_plain_connection_is_sent_to_https_before_anything_is_shown(fresh_home: home.Home) -> None:
    environ = {
        "SELOSTE_HOME": str(fresh_home.path),
        "SELOSTE_HOSTS": "rekisteri.example",
        "SELOSTE_HTTPS": "true",
        "DJANGO_SETTINGS_MODULE": "seloste.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", PROBE], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["plain"] == [301, "https://rekisteri.example/staff/sign-out/"]
    assert said["hsts"] == "max-age=31536000"
    assert said["cookies"] == [True, True, True]


@pytest.mark.promise("LN-43", "OA-21", "OA-22", by="behaviour")
@pytest.mark.parametrize("host", ["rekisteri.example", "192.0.2.7", "[2001:db8::1]", "127.0.0.1,rekisteri.example"])
def test_no_host_beyond_this_machine_is_served_without_https(host: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SELOSTE_HTTPS"):
        environment.read({"SELOSTE_HOSTS": host})
