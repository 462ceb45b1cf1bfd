"""What does each kind of change mean for people, in plain words? One phrase a language; names stand in their basic form."""

from seloste.notice.diff.change import Code

_BEFORE = {"fi": " Ennen: {before}. Nyt: {after}.", "sv": " Tidigare: {before}. Nu: {after}.", "en": " Before: {before}. Now: {after}."}


def _said(fi: str, sv: str, en: str, *, both: bool = False) -> dict[str, str]:
    told = {"fi": fi, "sv": sv, "en": en}
    return {lang: words + _BEFORE[lang] for lang, words in told.items()} if both else told


PHRASES: dict[Code, dict[str, str]] = {
    Code.CONTROLLER: _said(
        "Rekisterinpitäjän tiedot muuttuvat.", "Den personuppgiftsansvarige ändras.", "The controller changes.", both=True
    ),
    Code.CONTACT: _said("Tavoitat meidät jatkossa toisin.", "Du når oss på ett annat sätt.", "You reach us in another way.", both=True),
    Code.PURPOSE_NEW: _said(
        "Uusi käyttötarkoitus: {purpose}. {why} Käsittelyperuste: {basis}. Tiedot: {data}. {reach}",
        "Nytt ändamål: {purpose}. {why} Rättslig grund: {basis}. Uppgifter: {data}. {reach}",
        "A new purpose: {purpose}. {why} Legal basis: {basis}. Data: {data}. {reach}",
    ),
    Code.PURPOSE_GONE: _said(
        "Käyttötarkoitus päättyy: {purpose}. Tietoja ei enää käytetä siihen eikä säilytetä sitä varten.",
        "Ändamålet upphör: {purpose}. Uppgifter används och bevaras inte längre för det.",
        "A purpose ends: {purpose}. Data are no longer used or kept for it.",
    ),
    Code.PURPOSE_RESTATED: _said(
        "{purpose}: käyttötarkoitus kuvataan uudelleen.",
        "{purpose}: ändamålet beskrivs på nytt.",
        "{purpose}: the purpose is stated anew.",
        both=True,
    ),
    Code.KIND_NEW: _said(
        "{purpose}: koskee jatkossa myös tätä ryhmää: {kind}. Käsittelyperuste: {basis}.",
        "{purpose}: gäller i fortsättningen också denna grupp: {kind}. Rättslig grund: {basis}.",
        "{purpose}: from now on also concerns this group: {kind}. Legal basis: {basis}.",
    ),
    Code.KIND_GONE: _said(
        "{purpose}: ei enää koske tätä ryhmää: {kind}.",
        "{purpose}: gäller inte längre denna grupp: {kind}.",
        "{purpose}: no longer concerns this group: {kind}.",
    ),
    Code.BASIS: _said(
        "{purpose}, {kind}: käsittelyperuste vaihtuu.",
        "{purpose}, {kind}: den rättsliga grunden byts.",
        "{purpose}, {kind}: the legal basis changes.",
        both=True,
    ),
    Code.EXCEPTION: _said(
        "{purpose}: peruste käsitellä erityisiä tietoryhmiä vaihtuu.",
        "{purpose}: grunden för att behandla särskilda kategorier byts.",
        "{purpose}: the ground for special categories of data changes.",
        both=True,
    ),
    Code.READS_MORE: _said(
        "{purpose}: käyttää jatkossa myös näitä tietoja: {data}.",
        "{purpose}: använder i fortsättningen också dessa uppgifter: {data}.",
        "{purpose}: from now on also uses these data: {data}.",
    ),
    Code.READS_LESS: _said(
        "{purpose}: ei enää käytä näitä tietoja: {data}.",
        "{purpose}: använder inte längre dessa uppgifter: {data}.",
        "{purpose}: no longer uses these data: {data}.",
    ),
    Code.KEEPS_MORE: _said(
        "{purpose}: tätä varten säilytetään jatkossa myös nämä tiedot: {data}.",
        "{purpose}: för detta bevaras i fortsättningen också dessa uppgifter: {data}.",
        "{purpose}: these data too are kept for it from now on: {data}.",
    ),
    Code.KEEPS_LESS: _said(
        "{purpose}: tätä varten ei enää säilytetä näitä tietoja: {data}.",
        "{purpose}: för detta bevaras inte längre dessa uppgifter: {data}.",
        "{purpose}: these data are no longer kept for it: {data}.",
    ),
    Code.RUNS_MORE: _said(
        "{purpose}: jatkuu myös näiden asioiden ajan: {matters}.",
        "{purpose}: pågår också under dessa ärenden: {matters}.",
        "{purpose}: also runs while these last: {matters}.",
    ),
    Code.RUNS_LESS: _said(
        "{purpose}: ei enää jatku näiden asioiden ajan: {matters}.",
        "{purpose}: pågår inte längre under dessa ärenden: {matters}.",
        "{purpose}: no longer runs while these last: {matters}.",
    ),
    Code.FOLLOWS: _said(
        "{purpose}: alkaa jatkossa, kun toinen käyttötarkoitus päättyy kuin ennen.",
        "{purpose}: börjar efter ett annat ändamål än förut.",
        "{purpose}: begins after another purpose than before.",
        both=True,
    ),
    Code.KEEP_LONGER: _said(
        "{purpose}: tietoja säilytetään pidempään asian päätyttyä.",
        "{purpose}: uppgifterna bevaras längre efter att ärendet avslutats.",
        "{purpose}: data are kept longer after the matter has ended.",
        both=True,
    ),
    Code.KEEP_SHORTER: _said(
        "{purpose}: tietoja säilytetään lyhyemmän ajan asian päätyttyä.",
        "{purpose}: uppgifterna bevaras en kortare tid efter att ärendet avslutats.",
        "{purpose}: data are kept for a shorter time after the matter has ended.",
        both=True,
    ),
    Code.MATTER_LONGER: _said(
        "{matter}: voi kestää pidempään, joten tietoja käytetään ja säilytetään pidempään.",
        "{matter}: kan pågå längre, så uppgifterna används och bevaras längre.",
        "{matter}: can last longer, so data are used and kept longer.",
        both=True,
    ),
    Code.MATTER_SHORTER: _said(
        "{matter}: päättyy aiemmin, joten tietoja käytetään ja säilytetään lyhyemmän ajan.",
        "{matter}: slutar tidigare, så uppgifterna används och bevaras en kortare tid.",
        "{matter}: ends sooner, so data are used and kept for a shorter time.",
        both=True,
    ),
    Code.MATTER_NEW: _said("Uusi asialaji: {matter}.", "Nytt slag av ärende: {matter}.", "A new kind of matter: {matter}."),
    Code.MATTER_GONE: _said("Asialaji poistuu: {matter}.", "Ett slag av ärende utgår: {matter}.", "A kind of matter goes: {matter}."),
    Code.WITHIN_LONGER: _said(
        "{data}: poistaminen perusteen päätyttyä kestää pidempään.",
        "{data}: raderingen efter att grunden upphört tar längre tid.",
        "{data}: erasure takes longer after the ground has ended.",
        both=True,
    ),
    Code.WITHIN_SHORTER: _said(
        "{data}: poistetaan nopeammin perusteen päätyttyä.",
        "{data}: raderas snabbare efter att grunden upphört.",
        "{data}: erased sooner after the ground has ended.",
        both=True,
    ),
    Code.LOG_LONGER: _said(
        "Käyttölokia säilytetään pidempään.", "Användningsloggen bevaras längre.", "The access log is kept longer.", both=True
    ),
    Code.LOG_SHORTER: _said(
        "Käyttölokia säilytetään lyhyemmän ajan.",
        "Användningsloggen bevaras en kortare tid.",
        "The access log is kept for a shorter time.",
        both=True,
    ),
    Code.BACKUPS_LONGER: _said(
        "Poistettu tieto on varmuuskopioissa pidempään.",
        "Raderade uppgifter finns längre i säkerhetskopiorna.",
        "What was erased stays longer in backups.",
        both=True,
    ),
    Code.BACKUPS_SHORTER: _said(
        "Poistettu tieto on varmuuskopioissa lyhyemmän ajan.",
        "Raderade uppgifter finns en kortare tid i säkerhetskopiorna.",
        "What was erased stays for a shorter time in backups.",
        both=True,
    ),
    Code.STORE: _said(
        "{purpose}: tiedot luetaan jatkossa toisesta paikasta.",
        "{purpose}: uppgifterna läses från ett annat ställe.",
        "{purpose}: data are read from another place.",
        both=True,
    ),
    Code.ROLES_MORE: _said(
        "{purpose}: tietoja käyttävät jatkossa myös: {roles}.",
        "{purpose}: uppgifterna används i fortsättningen också av: {roles}.",
        "{purpose}: data are from now on also used by: {roles}.",
    ),
    Code.ROLES_LESS: _said(
        "{purpose}: tietoja eivät enää käytä: {roles}.",
        "{purpose}: uppgifterna används inte längre av: {roles}.",
        "{purpose}: data are no longer used by: {roles}.",
    ),
    Code.MARKETING_MORE: _said(
        "{purpose}: markkinoimme jatkossa myös näin: {channels}.",
        "{purpose}: vi marknadsför i fortsättningen också så här: {channels}.",
        "{purpose}: from now on we also market like this: {channels}.",
    ),
    Code.MARKETING_LESS: _said(
        "{purpose}: emme enää markkinoi näin: {channels}.",
        "{purpose}: vi marknadsför inte längre så här: {channels}.",
        "{purpose}: we no longer market like this: {channels}.",
    ),
    Code.DESPITE_RESTRICTION: _said(
        "{purpose}: tietojen lukeminen, kun käsittelyä on rajoitettu.",
        "{purpose}: läsning av uppgifter när behandlingen är begränsad.",
        "{purpose}: reading data whose processing is restricted.",
        both=True,
    ),
    Code.APPLIES_TO_ALL: _said(
        "{purpose}: koskee jatkossa myös tietoja, jotka meillä jo on.",
        "{purpose}: gäller i fortsättningen också uppgifter som vi redan har.",
        "{purpose}: from now on also concerns data that we already hold.",
    ),
    Code.CATEGORY_NEW: _said("Uusi tietoryhmä: {data}.", "Ny uppgiftskategori: {data}.", "A new category of data: {data}."),
    Code.CATEGORY_GONE: _said("Tietoryhmä poistuu: {data}.", "En uppgiftskategori utgår: {data}.", "A category of data goes: {data}."),
    Code.CATEGORY_MOVED: _said(
        "{data}: säilytysaika lasketaan jatkossa toisesta asiasta.",
        "{data}: bevaringstiden räknas från ett annat ärende.",
        "{data}: the keeping time is counted from another matter.",
        both=True,
    ),
    Code.FIELD_NEW: _said("{data}: uusi tieto: {fields}.", "{data}: ny uppgift: {fields}.", "{data}: a new field: {fields}."),
    Code.FIELD_GONE: _said(
        "{data}: tietoa ei enää kerätä: {fields}.",
        "{data}: uppgiften samlas inte längre in: {fields}.",
        "{data}: no longer collected: {fields}.",
    ),
    Code.SENSITIVE: _said(
        "{data}: uusi arkaluonteinen tai erityisen suojattu tieto: {fields}.",
        "{data}: ny känslig eller särskilt skyddad uppgift: {fields}.",
        "{data}: a new sensitive or specially protected field: {fields}.",
    ),
    Code.NEED: _said(
        "{data}, {fields}: tiedon antaminen muuttuu.",
        "{data}, {fields}: skyldigheten att lämna uppgiften ändras.",
        "{data}, {fields}: whether it must be given changes.",
        both=True,
    ),
    Code.SOURCE_NEW: _said(
        "Saamme tietoja myös täältä: {name}.", "Vi får uppgifter också härifrån: {name}.", "We also get data from: {name}."
    ),
    Code.SOURCE_GONE: _said(
        "Emme enää saa tietoja täältä: {name}.", "Vi får inte längre uppgifter härifrån: {name}.", "We no longer get data from: {name}."
    ),
    Code.RECIPIENT_NEW: _said(
        "Uusi tietojen saaja: {name}. {why} Tiedot: {data}.",
        "Ny mottagare: {name}. {why} Uppgifter: {data}.",
        "A new recipient: {name}. {why} Data: {data}.",
    ),
    Code.RECIPIENT_GONE: _said(
        "Tietoja ei enää luovuteta: {name}.", "Uppgifter lämnas inte längre ut: {name}.", "No longer a recipient: {name}."
    ),
    Code.RECIPIENT: _said(
        "{name}: luovutuksen ehdot muuttuvat.",
        "{name}: villkoren för utlämnandet ändras.",
        "{name}: the terms of disclosure change.",
        both=True,
    ),
    Code.RECIPIENT_MORE: _said(
        "{name}: voi jatkossa saada myös nämä tiedot: {data}.",
        "{name}: kan i fortsättningen också få dessa uppgifter: {data}.",
        "{name}: from now on can also receive: {data}.",
    ),
    Code.RECIPIENT_LESS: _said(
        "{name}: ei enää saa näitä tietoja: {data}.",
        "{name}: får inte längre dessa uppgifter: {data}.",
        "{name}: no longer receives: {data}.",
    ),
    Code.PROCESSOR_NEW: _said(
        "Uusi henkilötietojen käsittelijä: {name}. {why} Tiedot: {data}.",
        "Nytt personuppgiftsbiträde: {name}. {why} Uppgifter: {data}.",
        "A new processor: {name}. {why} Data: {data}.",
    ),
    Code.PROCESSOR_GONE: _said(
        "Ei enää käsittele tietoja lukuumme: {name}.",
        "Behandlar inte längre uppgifter för vår räkning: {name}.",
        "No longer processes data for us: {name}.",
    ),
    Code.PROCESSOR_MORE: _said(
        "{name}: käsittelee jatkossa myös nämä tiedot: {data}.",
        "{name}: behandlar i fortsättningen också dessa uppgifter: {data}.",
        "{name}: from now on also processes: {data}.",
    ),
    Code.PROCESSOR_LESS: _said(
        "{name}: ei enää käsittele näitä tietoja: {data}.",
        "{name}: behandlar inte längre dessa uppgifter: {data}.",
        "{name}: no longer processes: {data}.",
    ),
    Code.TRANSFER_NEW: _said(
        "Tietoja siirretään jatkossa Euroopan talousalueen ulkopuolelle: {name}, {country}. Siirtoperuste: {safeguard}.",
        "Uppgifter överförs i fortsättningen utanför Europeiska ekonomiska samarbetsområdet: {name}, {country}. Grund: {safeguard}.",
        "Data are from now on transferred out of the European Economic Area: {name}, {country}. Safeguard: {safeguard}.",
    ),
    Code.TRANSFER_GONE: _said(
        "Siirto Euroopan talousalueen ulkopuolelle päättyy: {name}, {country}.",
        "Överföringen utanför Europeiska ekonomiska samarbetsområdet upphör: {name}, {country}.",
        "The transfer out of the European Economic Area ends: {name}, {country}.",
    ),
    Code.SAFEGUARD: _said(
        "{name}: siirtoperuste vaihtuu.",
        "{name}: grunden för överföringen byts.",
        "{name}: the safeguard of the transfer changes.",
        both=True,
    ),
    Code.STAYING: _said(
        "Lupaus siitä, missä tiedot pysyvät, muuttuu.",
        "Löftet om var uppgifterna hålls ändras.",
        "The promise of where data stay changes.",
        both=True,
    ),
    Code.PLACE: _said("Säilytyspaikat muuttuvat.", "Lagringsplatserna ändras.", "The places of storage change.", both=True),
    Code.RIGHT: _said(
        "Oikeutesi käyttäminen muuttuu: {right} ({what}).",
        "Så använder du din rättighet ändras: {right} ({what}).",
        "How you use your right changes: {right} ({what}).",
        both=True,
    ),
    Code.DECISIONS: _said(
        "Automaattiset päätökset muuttuvat.", "De automatiserade besluten ändras.", "Automated decisions change.", both=True
    ),
    Code.PROFILING: _said("Profilointi muuttuu.", "Profileringen ändras.", "Profiling changes.", both=True),
    Code.ANNOUNCING: _said(
        "Muutoksista ilmoittaminen muuttuu.", "Sättet att meddela ändringar ändras.", "How changes are announced changes.", both=True
    ),
    Code.GROUP_MORE: _said(
        "{data}: tietoja kerätään jatkossa myös näiltä ryhmiltä: {kinds}.",
        "{data}: uppgifter samlas i fortsättningen in också om dessa grupper: {kinds}.",
        "{data}: from now on also collected of these groups: {kinds}.",
    ),
    Code.GROUP_LESS: _said(
        "{data}: tietoja ei enää kerätä näiltä ryhmiltä: {kinds}.",
        "{data}: uppgifter samlas inte längre in om dessa grupper: {kinds}.",
        "{data}: no longer collected of these groups: {kinds}.",
    ),
    Code.CHOSEN_ON: _said(
        "{name}: ottaa käyttöön nämä tiedot: {fields}.",
        "{name}: tar i bruk dessa uppgifter: {fields}.",
        "{name}: starts to use these data: {fields}.",
    ),
    Code.CHOSEN_OFF: _said(
        "{name}: luopuu näistä tiedoista: {fields}.",
        "{name}: avstår från dessa uppgifter: {fields}.",
        "{name}: gives up these data: {fields}.",
    ),
    Code.SOURCE_MORE: _said(
        "{name}: tästä lähteestä saadaan jatkossa myös nämä tiedot: {data}.",
        "{name}: från denna källa fås i fortsättningen också dessa uppgifter: {data}.",
        "{name}: this source from now on also gives: {data}.",
    ),
    Code.SOURCE_LESS: _said(
        "{name}: tästä lähteestä ei enää saada näitä tietoja: {data}.",
        "{name}: från denna källa fås inte längre dessa uppgifter: {data}.",
        "{name}: this source no longer gives: {data}.",
    ),
    Code.TERMS: _said(
        "{name}: ehdot, joilla käsittelemme tietoja toisen rekisterinpitäjän lukuun, muuttuvat ({what}).",
        "{name}: villkoren för vår behandling för en annan personuppgiftsansvarigs räkning ändras ({what}).",
        "{name}: the terms on which we process data for another controller change ({what}).",
        both=True,
    ),
    Code.MEASURE_NEW: _said("Uusi suojauskeino: {name}.", "Ny skyddsåtgärd: {name}.", "A new security measure: {name}."),
    Code.MEASURE_GONE: _said("Suojauskeino poistuu: {name}.", "En skyddsåtgärd upphör: {name}.", "A security measure ends: {name}."),
    Code.MEASURE: _said("Suojauskeino muuttuu: {name}.", "En skyddsåtgärd ändras: {name}.", "A security measure changes: {name}."),
    Code.COOKIE_NEW: _said("Uusi eväste: {name}. {why}", "Ny kaka: {name}. {why}", "A new cookie: {name}. {why}"),
    Code.COOKIE_GONE: _said("Eväste poistuu: {name}.", "En kaka tas bort: {name}.", "A cookie is removed: {name}."),
    Code.COOKIE: _said("Eväste muuttuu: {name}.", "En kaka ändras: {name}.", "A cookie changes: {name}."),
    Code.WORDS: _said("Sanamuoto muuttuu: {where}.", "Ordalydelsen ändras: {where}.", "The wording changes: {where}."),
    Code.OTHER: _said("Muu muutos: {where}.", "Annan ändring: {where}.", "Another change: {where}."),
}
STORES = {
    "live": {"fi": "käytössä olevista", "sv": "uppgifter i bruk", "en": "what is in use"},
    "archive": {"fi": "arkistosta", "sv": "arkivet", "en": "the archive"},
    "any": {"fi": "käytössä olevista ja arkistosta", "sv": "uppgifter i bruk och arkivet", "en": "what is in use and the archive"},
}
REACH = {
    "new": {
        "fi": "Koskee vain asioita, jotka alkavat muutoksen jälkeen.",
        "sv": "Gäller bara ärenden som börjar efter ändringen.",
        "en": "It concerns only matters that begin after the change.",
    },
    "all": {
        "fi": "Koskee myös tietoja, jotka meillä jo on.",
        "sv": "Gäller också uppgifter som vi redan har.",
        "en": "It also concerns data that we already hold.",
    },
}
RIGHTS = {
    "access": ("tietojen tarkastaminen", "tillgång", "access"),
    "rectification": ("oikaiseminen", "rättelse", "rectification"),
    "erasure": ("poistaminen", "radering", "erasure"),
    "restriction": ("käsittelyn rajoittaminen", "begränsning", "restriction"),
    "objection": ("vastustaminen", "invändning", "objection"),
    "portability": ("siirtäminen järjestelmästä toiseen", "dataportabilitet", "portability"),
    "withdrawal": ("suostumuksen peruuttaminen", "återkallande av samtycke", "withdrawal of consent"),
    "marketing_ban": ("suoramarkkinointikielto", "förbud mot direktmarknadsföring", "marketing ban"),
    "disclosure_ban": ("luovutuskielto", "förbud mot utlämnande", "disclosure ban"),
    "complaint": ("kantelu", "klagomål", "complaint"),
}
WHAT = {
    "within": ("määräaika", "tidsfrist", "time limit"),
    "roll": ("määräajan siirtyminen", "förskjutning av fristen", "moving of the limit"),
    "extend": ("määräajan pidentäminen", "förlängning av fristen", "extension"),
    "channels": ("yhteydenottotapa", "kontaktsätt", "ways to ask"),
    "electronic": ("sähköinen muoto", "elektronisk form", "electronic form"),
    "ground": ("milloin oikeus on", "när rättigheten gäller", "when the right applies"),
    "except": ("poikkeukset", "undantag", "exceptions"),
    "how": ("miten se toteutetaan", "hur den förverkligas", "how it is met"),
    "whole": ("lupaus", "löfte", "promise"),
}
_PLACE = {"fi": 0, "sv": 1, "en": 2}


def right(key: str, lang: str) -> str:
    """Name a right."""
    return RIGHTS[key][_PLACE[lang]]


def what(key: str, lang: str) -> str:
    """Name what changes in a right."""
    return WHAT[key][_PLACE[lang]]
