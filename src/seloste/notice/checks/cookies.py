"""Is what is stored on a visitor's device told of, and asked for (917/2014 s. 205)?"""

import re
from collections.abc import Iterator

from seloste.notice.asking import Asking, Check
from seloste.notice.findings import Finding

BROWSER = re.compile(r"\bsela(?:in|im)\w*(?: asetu\w+)?|\bwebbläsar\w+|\bbrowser\w*", re.I)
YES = re.compile(r"\b(hyväksy\w*|suostu\w*|godkän\w*|samtyck\w*|accept\w*|consent\w*|agree\w*|say yes)\b", re.I)


def cookies_are_listed(asking: Asking) -> Iterator[Finding]:
    """An inventory; a choice before all but the necessary ones; and every third party among those who receive or process data."""
    told = asking.notice.cookies if asking.has("cookies") else None
    if not told:
        return
    if not told.inventory:
        yield asking.find("cookies-unlisted", "cookies", key=True)
    chosen = YES.search(told.choice.fi)
    if not chosen and (found := BROWSER.search(told.choice.fi)):
        yield asking.find("cookies-browser", "cookies.choice", words=found[0])
    for name, cookie in told.inventory.items():
        if cookie.kind != "necessary" and not chosen:
            yield asking.find("cookies-choice", f"cookies.inventory.{name}", key=True, name=name)
        if cookie.third_party and not cookie.by:
            yield asking.find("cookies-third-party", f"cookies.inventory.{name}", key=True, name=name)


CHECKS: tuple[Check, ...] = (cookies_are_listed,)
