"""Who we are, which register this is, and how the notice changes."""

from seloste.notice.tongue import Words

CONTROLLER = Words("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller")
BUSINESS_ID = Words("Y-tunnus {id}", "FO-nummer {id}", "Business ID {id}")
PHONE = Words("puhelin {phone}", "telefon {phone}", "phone {phone}")
DETAILS = Words(
    "Tiedot löytyvät myös julkisesta rekisteristä: {details}.",
    "Uppgifterna finns också i ett offentligt register: {details}.",
    "The details are also in a public register: {details}.",
)
CONTACT = Words("Yhteyshenkilö", "Kontaktperson", "Contact person")
CONTACT_TOLD = Words(
    "Yhteydenotot rekisteriä koskevissa asioissa: {title}, {ways}.",
    "Kontakt i ärenden som gäller registret: {title}, {ways}.",
    "Contact for matters about the register: {title}, {ways}.",
)
DPO = Words("Tietosuojavastaava", "Dataskyddsombud", "Data protection officer")
DPO_TOLD = Words(
    "Tietosuojavastaavamme tavoittaa näin: {ways}.",
    "Vårt dataskyddsombud nås så här: {ways}.",
    "You can reach our data protection officer this way: {ways}.",
)
DPO_NONE = Words(
    "Tietosuojavastaavaa ei ole nimetty.", "Inget dataskyddsombud har utsetts.", "No data protection officer has been designated."
)
CRITERION = Words(
    "Rekisterissä on tietoja tässä luetelluista ryhmistä.",
    "Registret innehåller uppgifter om de grupper som räknas upp här.",
    "The register holds data about the groups listed here.",
)
GROUNDED = Words(
    "Kenestäkään ei ole tietoja ilman voimassa olevaa perustetta.",
    "Det finns inga uppgifter om någon utan en giltig grund.",
    "There are no data about anyone without a ground that is in force.",
)
CHANGES = Words("Muutoksista ilmoittaminen", "Information om ändringar", "Telling about changes")
CHANGES_TOLD = Words(
    "Ilmoitamme tietosuojaselosteen muutoksista {how} viimeistään {lead} ennen kuin muutos tulee voimaan.",
    "Vi informerar om ändringar i dataskyddsbeskrivningen {how} senast {lead} innan ändringen träder i kraft.",
    "We announce changes to this notice {how} at the latest {lead} before the change takes effect.",
)
LAW_WATCH = Words("Lain muutokset", "Lagändringar", "Changes in the law")
ADVICE = Words("Lukemissuositus", "Läsrekommendation", "Advice to read")
DATES = Words("Päivät", "Datum", "Dates")
DATES_TOLD = Words(
    "Tietosuojaseloste on laadittu {created} ja päivitetty viimeksi {updated}. Se on voimassa {effective} alkaen.",
    "Dataskyddsbeskrivningen upprättades {created} och uppdaterades senast {updated}. Den gäller från och med {effective}.",
    "This notice was made on {created} and last updated on {updated}. It applies from {effective}.",
)
PLACE = Words("Mistä tietosuojaselosteen löytää", "Var dataskyddsbeskrivningen finns", "Where to find this notice")
PLACE_TOLD = Words(
    "Voimassa oleva tietosuojaseloste on aina samassa paikassa: {place}.",
    "Den gällande dataskyddsbeskrivningen finns alltid på samma plats: {place}.",
    "The notice in force is always in the same place: {place}.",
)
