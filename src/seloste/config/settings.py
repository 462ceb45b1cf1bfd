"""Django's settings. Everything that may differ between installations comes from `environment`; the rest stands here, written out."""

import os
import warnings
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

from seloste import home
from seloste.config import databases, environment, logs
from seloste.home import memory

ENVIRONMENT = environment.read(os.environ)
for _name in ENVIRONMENT.unknown:
    warnings.warn(f"{_name} is not a setting of Seloste; is it misspelt?", stacklevel=1)

PACKAGE = Path(__file__).resolve().parent.parent
HOME = home.where()

_MADE = home.open_home(HOME) if (HOME / "home.json").exists() else None
DEBUG = ENVIRONMENT.debug
if DEBUG and _MADE and not _MADE.demo:
    raise ImproperlyConfigured("SELOSTE_DEBUG is for demo homes only: its error pages show what must not be shown. Unset it.")
memory.close()
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
PORT = ENVIRONMENT.port
NAME_SEARCH = ENVIRONMENT.name_search
READ_EVENTS = ENVIRONMENT.read_events
CHECKPOINTS_TO = ENVIRONMENT.checkpoints_to
BACKUPS_TO, BACKUP_KEYS_TO = ENVIRONMENT.backups_to, ENVIRONMENT.backup_keys_to
MAIL, MAIL_FROM, MAIL_LANGUAGE = ENVIRONMENT.mail, ENVIRONMENT.mail_from, ENVIRONMENT.mail_language
CHECKPOINTS_MAIL_TO = ENVIRONMENT.checkpoints_mail_to
# No home, no secret: without one Django refuses to sign anything, and says so.
SECRET_KEY = _MADE.secret() if _MADE else ""

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "seloste.register",
    "seloste.ledger",
    "seloste.accounts",
    "seloste.duties.announcements",
    "seloste.duties.lawwatch",
    "seloste.duties.logreview",
    "seloste.duties.rights",
    "seloste.faces.ui",
    "seloste.faces.site",
    "seloste.faces.desk",
    "seloste.faces.office",
]

MIDDLEWARE = [
    "seloste.config.leaving.Leaving",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "seloste.config.languages.Languages",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Closed by default: a page that anyone may see says so with @login_not_required.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "seloste.config.headers.Headers",
]
ROOT_URLCONF = "seloste.config.urls"
WSGI_APPLICATION = "seloste.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": databases.postgres(ENVIRONMENT.database) if ENVIRONMENT.database else databases.sqlite(HOME)}
if ENVIRONMENT.owner:
    # Makes and changes tables (home.schema); everything else goes to the default, as a role that owns none.
    DATABASES["owner"] = databases.postgres(ENVIRONMENT.owner)
# Sees past the wall, and so is no connection of Django's: only pg_dump is told of it (home.postgres.copying).
BACKUP_SERVER = databases.postgres(ENVIRONMENT.backup) if ENVIRONMENT.backup else None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Staff"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("login", "name")}},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"

LANGUAGE_CODE = "fi"
# Each in its own words. A first visit follows the browser; the notice's pages follow their address.
LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["seloste.config.formats"]
TIME_ZONE = "Europe/Helsinki"
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
# Served straight from the package: there is no build step and nothing to collect.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

SESSION_COOKIE_NAME = "seloste_session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "seloste_csrf"
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_NAME = "seloste_language"
LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

SECURE_SSL_REDIRECT = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_048_576
# No page takes a file. One that is sent all the same goes nowhere, not into temporary files either, which anybody could fill the disk with.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 0
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING_CONFIG = None
logs.configure(ENVIRONMENT.log_level)
