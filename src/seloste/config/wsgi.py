"""The entrance for a WSGI server, which is what `seloste serve` starts."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seloste.config.settings")
application = get_wsgi_application()

# After the application: it imports models.
from seloste.config import sealing  # noqa: E402

sealing.start()
