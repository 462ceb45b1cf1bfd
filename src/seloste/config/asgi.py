"""The entrance for an ASGI server, where one already stands."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
application = get_asgi_application()

# After the application: it imports models.
from seloste.config import sealing  # noqa: E402

sealing.start()
