"""What the record of processing says (Art. 30)."""

from seloste.notice.tongue import Words

TITLE = Words("Seloste käsittelytoimista", "Register över behandling", "Record of processing activities")
AS_CONTROLLER = Words(
    "Rekisterinpitäjän seloste (tietosuoja-asetuksen 30 artiklan 1 kohta)",
    "Personuppgiftsansvarigs register (artikel 30.1 i dataskyddsförordningen)",
    "Controller's record (Article 30(1) of the GDPR)",
)
AS_PROCESSOR = Words(
    "Henkilötietojen käsittelijän seloste (tietosuoja-asetuksen 30 artiklan 2 kohta)",
    "Personuppgiftsbiträdes register (artikel 30.2 i dataskyddsförordningen)",
    "Processor's record (Article 30(2) of the GDPR)",
)
ABOUT = Words("{controller} · {register} · {day}", "{controller} · {register} · {day}", "{controller} · {register} · {day}")
NAME = Words("{title} – {controller}, {register}", "{title} – {controller}, {register}", "{title} – {controller}, {register}")
WHO = Words("Rekisterinpitäjä ja yhteystiedot", "Personuppgiftsansvarig och kontaktuppgifter", "Controller and contact details")
WHO_PROCESSES = Words(
    "Henkilötietojen käsittelijä ja yhteystiedot", "Personuppgiftsbiträde och kontaktuppgifter", "Processor and contact details"
)
ACTIVITIES = Words("Käsittelytoimet", "Behandlingar", "Processing activities")
CONTROLLER = Words("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller")
PROCESSOR = Words("Henkilötietojen käsittelijä", "Personuppgiftsbiträde", "Processor")
CONTACT = Words("Yhteystiedot", "Kontaktuppgifter", "Contact details")
PURPOSE = Words("Käyttötarkoitus", "Ändamål", "Purpose")
WHY = Words("Kuvaus", "Beskrivning", "Description")
GROUPS = Words(
    "Rekisteröityjen ryhmät ja käsittelyperusteet",
    "Grupper av registrerade och rättsliga grunder",
    "Groups of data subjects and legal bases",
)
DATA = Words("Henkilötietojen ryhmät", "Kategorier av personuppgifter", "Categories of personal data")
RECIPIENTS = Words("Vastaanottajat", "Mottagare", "Recipients")
PROCESSORS = Words("Henkilötietojen käsittelijät", "Personuppgiftsbiträden", "Processors")
TRANSFERS = Words("Siirrot kolmansiin maihin", "Överföringar till tredjeländer", "Transfers to third countries")
LIMITS = Words("Poistamisen määräajat", "Tidsfrister för radering", "Time limits for erasure")
SECURITY = Words("Turvatoimet", "Säkerhetsåtgärder", "Security measures")
ON_BEHALF = Words(
    "Rekisterinpitäjät ja niiden lukuun tehtävä käsittely",
    "Personuppgiftsansvariga och behandling för deras räkning",
    "Controllers and the processing on their behalf",
)
NONE = Words("Ei ole.", "Inga.", "None.")
NO_OWN_KEEPING = Words(
    "Tarkoitus ei pidennä tietojen säilytystä.", "Ändamålet förlänger inte lagringen.", "The purpose does not lengthen the keeping of data."
)
KEPT = Words("{name}: {end}", "{name}: {end}", "{name}: {end}")
GROUP = Words("{group}: {basis}", "{group}: {basis}", "{group}: {basis}")
TO = Words("{name} ({country})", "{name} ({country})", "{name} ({country})")
TRANSFER = Words("{name}: {country}, {basis}", "{name}: {country}, {basis}", "{name}: {country}, {basis}")
