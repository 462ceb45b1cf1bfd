"""How long things are kept, and what ends them."""

from seloste.notice.tongue import Words

LOG = Words("Käyttöloki", "Användningslogg", "Access log")
LOG_TOLD = Words(
    "Käyttölokin merkinnät säilytetään {period} tapahtumasta, vaikka muut tiedot olisi poistettu ennen sitä.",
    "Anteckningarna i användningsloggen lagras i {period} från händelsen, även om andra uppgifter har raderats innan dess.",
    "Entries in the access log are kept for {period} from the event, even if other data have been erased before that.",
)
BACKUPS = Words("Varmuuskopiot", "Säkerhetskopior", "Backups")
BACKUPS_TIME = Words("Aika on {period}.", "Tiden är {period}.", "That time is {period}.")
CATEGORY = Words("Säilytysaika: {name}", "Lagringstid: {name}", "Retention period: {name}")
CATEGORY_TOLD = Words("{name}: {terms}. {end}", "{name}: {terms}. {end}", "{name}: {terms}. {end}")
BOUND_TOLD = Words(
    "{name} säilytetään vain niin kauan kuin tämä on avoinna: {matter}{limit}. {end}",
    "{name}: uppgifterna lagras bara så länge som detta pågår: {matter}{limit}. {end}",
    "{name}: kept only for as long as this is open: {matter}{limit}. {end}",
)
LIMIT = Words(", kuitenkin enintään {period}", ", dock högst {period}", ", but at most {period}")
STATUTORY = Words("Lain vaatima säilytys: {name}", "Lagring som lagen kräver: {name}", "Keeping that the law requires: {name}")
STATUTORY_TOLD = Words(
    "{name}: tiedot säilytetään koko lain vaatiman ajan, {tail}.",
    "{name}: uppgifterna lagras hela den tid som lagen kräver, {tail}.",
    "{name}: the data are kept for the whole time that the law requires, {tail}.",
)
ARCHIVE = Words("Arkisto", "Arkiv", "Archive")
ARCHIVE_TOLD = Words(
    "Arkistossa säilytetään nämä: {names}. Säilytysaika on {tail}. Arkisto on erillään muusta rekisteristä, eikä siihen lisätä tietoja. "
    "Sen avaavat vain nämä käyttötarkoitukset: {readers}.",
    "I arkivet lagras dessa: {names}. Lagringstiden är {tail}. Arkivet är åtskilt från det övriga registret, och inga uppgifter läggs "
    "till i "
    "det. Det öppnas bara för dessa ändamål: {readers}.",
    "The archive keeps these: {names}. They are kept for {tail}. The archive is apart from the rest of the register, and nothing is "
    "added to "
    "it. Only these purposes open it: {readers}.",
)
TERM = Words("{purpose} – {term}", "{purpose} – {term}", "{purpose} – {term}")
WHILE_ONE = Words(
    "niin kauan kuin tämä on voimassa: {name}", "så länge som detta gäller: {name}", "for as long as this is in force: {name}"
)
WHILE_ANY = Words(
    "niin kauan kuin jokin näistä on voimassa: {names}",
    "så länge som något av detta gäller: {names}",
    "for as long as any of these is in force: {names}",
)
AND_THEN = Words("{term}, ja sen jälkeen {period}", "{term}, och därefter {period}", "{term}, and {period} after that")
LAWS_TIME = Words("lain määräämän ajan", "den tid som lagen bestämmer", "the time set by law")
TAIL_YEAR = Words(
    "{period} sen kalenterivuoden päättymisestä, jona tämä päättyi: {matter}",
    "{period} från utgången av det kalenderår då detta upphörde: {matter}",
    "{period} from the end of the calendar year in which this ended: {matter}",
)
TAIL_MATTER = Words(
    "{period} siitä, kun tämä päättyi: {matter}", "{period} efter att detta upphörde: {matter}", "{period} after this ended: {matter}"
)
TAIL_PURPOSE = Words(
    "{period} siitä, kun käyttötarkoitus ”{purpose}” on päättynyt",
    "{period} efter att ändamålet ”{purpose}” har upphört",
    "{period} after the purpose “{purpose}” has ended",
)
AT_ONCE = Words("Sen jälkeen tiedot poistetaan heti.", "Därefter raderas uppgifterna genast.", "After that the data are erased at once.")
IN_TIME = Words(
    "Sen jälkeen kukaan ei lue tietoja, ja ne poistetaan viimeistään {period} kuluttua.",
    "Därefter läser ingen uppgifterna, och de raderas inom {period}.",
    "After that nobody reads the data, and they are erased within {period}.",
)
