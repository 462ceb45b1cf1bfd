"""What the pages say around the promises: headings, labels, captions and the first layer."""

from seloste.notice.tongue import Words

NOTICE = Words("Tietosuojaseloste", "Dataskyddsbeskrivning", "Privacy notice")
NAME = Words(
    "Tietosuojaseloste – {controller}, {register}",
    "Dataskyddsbeskrivning – {controller}, {register}",
    "Privacy notice – {controller}, {register}",
)
ABOUT = Words(
    "{controller} · {register} · voimassa {day} alkaen",
    "{controller} · {register} · gäller från {day}",
    "{controller} · {register} · in force from {day}",
)
CONTENTS = Words("Sisällys", "Innehåll", "Contents")
SECTIONS = {
    1: Words("Rekisterinpitäjä", "Personuppgiftsansvarig", "Controller"),
    2: Words("Yhteyshenkilö", "Kontaktperson", "Contact person"),
    3: Words("Rekisteri", "Register", "Register"),
    4: Words("Käyttötarkoitukset ja käsittelyperusteet", "Ändamål och rättsliga grunder", "Purposes and legal bases"),
    5: Words("Oikeutetut edut", "Berättigade intressen", "Legitimate interests"),
    6: Words("Mitä tietoja käsitellään", "Vilka uppgifter som behandlas", "Which data are processed"),
    7: Words("Mistä tiedot saadaan", "Varifrån uppgifterna fås", "Where the data come from"),
    8: Words("Kuinka kauan tietoja säilytetään", "Hur länge uppgifterna lagras", "How long data are kept"),
    9: Words("Kenelle tietoja annetaan", "Till vem uppgifter ges", "To whom data are given"),
    10: Words("Siirrot ja säilytyspaikat", "Överföringar och lagringsplatser", "Transfers and places of storage"),
    11: Words("Evästeet", "Kakor", "Cookies"),
    12: Words("Miten tiedot on suojattu", "Hur uppgifterna är skyddade", "How the data are protected"),
    13: Words(
        "Automaattinen päätöksenteko ja profilointi", "Automatiserat beslutsfattande och profilering", "Automated decisions and profiling"
    ),
    14: Words("Oikeutesi", "Dina rättigheter", "Your rights"),
    15: Words("Muutokset ja versiot", "Ändringar och versioner", "Changes and versions"),
}
# The first layer.
IN_SHORT = Words("Lyhyesti", "I korthet", "In short")
WHO = Words("Kuka vastaa tiedoistasi", "Vem som ansvarar för dina uppgifter", "Who is responsible for your data")
WHO_TOLD = Words(
    "{name} on rekisterinpitäjä. Meidät tavoittaa näin: {ways}.",
    "{name} är personuppgiftsansvarig. Du når oss så här: {ways}.",
    "{name} is the controller. You can reach us this way: {ways}.",
)
WHO_ONLY = Words("{name} on rekisterinpitäjä.", "{name} är personuppgiftsansvarig.", "{name} is the controller.")
CONTACTS = Words("Yhteystiedot", "Kontaktuppgifter", "Contact details")
WHAT_FOR = Words("Mihin tietojasi käytetään", "Vad dina uppgifter används till", "What your data are used for")
YOUR_RIGHTS = Words("Mitä oikeuksia sinulla on", "Vilka rättigheter du har", "Which rights you have")
SURPRISES = Words("Mikä voi yllättää", "Vad som kan överraska", "What may surprise you")
ARCHIVED = Words(
    "Osa tiedoista jää arkistoon, kun muu käyttö päättyy. Säilytysaika on {period}.",
    "En del av uppgifterna blir kvar i ett arkiv när annan användning upphör. Lagringstiden är {period}.",
    "Some of the data stay in an archive when other use ends. They are kept there for {period}.",
)
SENSITIVE = Words(
    "Käsittelemme arkaluonteista tai suojattua tietoa: {names}.",
    "Vi behandlar känsliga eller särskilt skyddade uppgifter: {names}.",
    "We process sensitive or specially protected data: {names}.",
)
SHORT_LIVED = Words(
    "Se poistetaan heti, kun tarve päättyy.", "De raderas genast när behovet upphör.", "They are erased as soon as the need ends."
)
MACHINE_DECIDES = Words("Osan päätöksistä tekee kone.", "En del av besluten fattas av en maskin.", "Some decisions are made by a machine.")
PROFILED = Words("Profiloimme: {logic}", "Vi profilerar: {logic}", "We profile: {logic}")
DISCLOSED = Words(
    "Voimme oman harkintamme mukaan luovuttaa tietoja, ellet kiellä sitä: {names}.",
    "Vi kan enligt egen prövning lämna ut uppgifter, om du inte förbjuder det: {names}.",
    "At our discretion we can disclose data unless you forbid it: {names}.",
)
BOUGHT = Words(
    "Saamme tietoja myös muualta kuin sinulta: {names}.",
    "Vi får uppgifter också från andra än dig: {names}.",
    "We also get data from others than you: {names}.",
)
FAR = Words(
    "Osa tiedoista siirretään Euroopan talousalueen ulkopuolelle.",
    "En del av uppgifterna överförs till länder utanför Europeiska ekonomiska samarbetsområdet.",
    "Some of the data are transferred outside the European Economic Area.",
)
# Sections 3 to 8.
GROUPS = Words(
    "Rekisterissä on näiden ryhmien tietoja:",
    "Registret innehåller uppgifter om dessa grupper:",
    "The register holds data about these groups:",
)
OURS = Words("Mitä tietosuoja itse vaatii", "Vad dataskyddet självt kräver", "What data protection itself requires")
OURS_TOLD = Words(
    "Näitä tarkoituksia on jokaisella rekisterinpitäjällä, sillä ilman niitä lupauksia ei voi pitää.",
    "Dessa ändamål finns hos varje personuppgiftsansvarig, eftersom löftena inte kan hållas utan dem.",
    "Every controller has these purposes, for without them the promises cannot be kept.",
)
BY_GROUP = Words("Käsittelyperusteet ryhmittäin", "Rättsliga grunder enligt grupp", "Legal bases by group")
PURPOSE = Words("Käyttötarkoitus", "Ändamål", "Purpose")
BASES_CAPTION = Words(
    "Käsittelyperuste kutakin tarkoitusta ja ryhmää kohti (tietosuoja-asetuksen 6 artiklan 1 kohta)",
    "Rättslig grund för varje ändamål och grupp (artikel 6.1 i dataskyddsförordningen)",
    "Legal basis for each purpose and group (Article 6(1) of the GDPR)",
)
NOT_CONCERNED = Words("ei koske", "gäller inte", "not applicable")
GDPR_ARTICLE = Words("tietosuoja-asetus {place} art.", "dataskyddsförordningen art. {place}", "GDPR Art. {place}")
SECTION_OF = Words("{act} {place} §", "{act} {place} §", "{act} s. {place}")
BALANCED = Words("Punninta: {words}", "Avvägning: {words}", "Balancing: {words}")
NO_INTERESTS = Words(
    "Mikään tarkoitus ei perustu oikeutettuun etuun.",
    "Inget ändamål grundar sig på ett berättigat intresse.",
    "No purpose rests on legitimate interest.",
)
EVENTS = Words("Mistä kirjataan alkaminen ja päättyminen", "För vad början och slut antecknas", "What has its beginning and end recorded")
NEEDED = Words("Mitä tietoja on annettava", "Vilka uppgifter som måste lämnas", "Which data must be given")
ALL_VOLUNTARY = Words("Tietojen antaminen on vapaaehtoista.", "Det är frivilligt att lämna uppgifter.", "Giving data is voluntary.")
ITEM = Words("Tieto", "Uppgift", "Item")
REASON = Words("Miksi", "Varför", "Why")
CONSEQUENCE = Words("Mitä seuraa, jos tietoa ei anneta", "Vad följer om uppgiften inte lämnas", "What follows if it is not given")
REQUIRED = Words("Tiedot, jotka on annettava", "Uppgifter som måste lämnas", "Data that must be given")
DATA_FROM = Words("Tiedot: {names}.", "Uppgifter: {names}.", "Data: {names}.")
PUBLIC = Words("Lähde on julkinen.", "Källan är offentlig.", "The source is public.")
KEPT = Words(
    "Tietoja säilytetään vain niin kauan kuin jokin peruste on voimassa. Kun viimeinen peruste päättyy, tiedot poistetaan.",
    "Uppgifterna lagras bara så länge som någon grund gäller. När den sista grunden upphör raderas uppgifterna.",
    "Data are kept only for as long as some ground is in force. When the last ground ends, the data are erased.",
)
STATUTORY = Words("Lain vaatima säilytys", "Lagring som lagen kräver", "Keeping that the law requires")
ENDS = Words("Milloin asiat päättyvät", "När ärenden upphör", "When matters end")
MATTER = Words("Asia", "Ärende", "Matter")
WHEN = Words("Milloin se päättyy", "När det upphör", "When it ends")
BOUNDED = Words("Jokaisella asialla on raja", "Varje ärende har en gräns", "Every matter has a bound")
# Sections 9 to 15.
PROCESSORS = Words("Henkilötietojen käsittelijät", "Personuppgiftsbiträden", "Processors")
PROCESSORS_TOLD = Words(
    "Nämä yritykset käsittelevät tietoja meidän lukuumme. Se ei ole tietojen luovuttamista.",
    "Dessa företag behandlar uppgifter för vår räkning. Det är inte utlämnande av uppgifter.",
    "These companies process data on our behalf. That is not disclosing the data.",
)
NO_COOKIES = Words("Emme käytä evästeitä.", "Vi använder inte kakor.", "We do not use cookies.")
COOKIE = Words("Eväste", "Kaka", "Cookie")
COOKIE_WHY = Words("Tarkoitus", "Ändamål", "Purpose")
COOKIE_KIND = Words("Laji", "Typ", "Kind")
COOKIE_LASTS = Words("Kesto", "Varaktighet", "Duration")
COOKIE_BY = Words("Kuka asettaa", "Vem som sätter den", "Set by")
COOKIES_ALL = Words("Kaikki evästeet", "Alla kakor", "All cookies")
VISIT = Words("käynnin ajan", "under besöket", "for the visit")
SETTER = Words("{provider} ({marks})", "{provider} ({marks})", "{provider} ({marks})")
OUTSIDER = Words("ulkopuolinen", "utomstående", "third party")
FOR_US = Words("käsittelijä: {name}", "personuppgiftsbiträde: {name}", "processor: {name}")
FOR_US_ITSELF = Words("käsittelijä", "personuppgiftsbiträde", "processor")
RECEIVER_ITSELF = Words("tietojen vastaanottaja", "mottagare av uppgifter", "recipient of data")
RECEIVER = Words("vastaanottaja: {name}", "mottagare: {name}", "recipient: {name}")
COOKIE_KINDS = {
    "necessary": Words("välttämätön", "nödvändig", "strictly necessary"),
    "analytics": Words("analytiikka, vain suostumuksella", "analys, bara med samtycke", "analytics, only with consent"),
    "marketing": Words("markkinointi, vain suostumuksella", "marknadsföring, bara med samtycke", "marketing, only with consent"),
    "personalisation": Words(
        "sisällön sovittaminen, vain suostumuksella", "anpassning av innehåll, bara med samtycke", "personalisation, only with consent"
    ),
}
PAPERS = Words("Asiakirjat", "Handlingar", "Documents")
PAPER_PLACE = Words("Missä", "Var", "Where")
PAPER_END = Words("Miten hävitetään", "Hur de förstörs", "How they are destroyed")
PAPERS_CAPTION = Words("Paperiset asiakirjat", "Pappershandlingar", "Paper documents")
OBJECTION_LINK = Words("Lue, miten vastustat käsittelyä", "Läs hur du gör en invändning", "Read how to object")
OBJECTION_APART = Words(
    "Kerromme tästä oikeudesta erikseen tietosuojaselosteen alussa. {link}.",
    "Vi berättar särskilt om denna rätt i början av dataskyddsbeskrivningen. {link}.",
    "This right is explained separately at the beginning of this notice. {link}.",
)
VISITING = Words("Käyntiosoite: {what}", "Besöksadress: {what}", "Visiting address: {what}")
POST = Words("Postiosoite: {what}", "Postadress: {what}", "Postal address: {what}")
PHONE = Words("Puhelin: {what}", "Telefon: {what}", "Phone: {what}")
EMAIL = Words("Sähköposti: {what}", "E-post: {what}", "Email: {what}")
WEB = Words("Verkkosivut: {what}", "Webbplats: {what}", "Website: {what}")
VERSION = Words("Tämän version tunniste on {mark}.", "Den här versionens beteckning är {mark}.", "The mark of this version is {mark}.")
# The layer for children.
CHILDREN = Words("Lapselle ja nuorelle", "För barn och unga", "For children and young people")
CHILD_WHO = Words(
    "Yritys nimeltä {name} kirjaa sinusta joitakin tietoja. Tässä kerrotaan, mitä se niillä tekee.",
    "Företaget {name} skriver upp en del saker om dig. Här berättar vi vad företaget gör med dem.",
    "A company called {name} writes down some things about you. Here we tell you what it does with them.",
)
CHILD_ASK = Words(
    "Saat aina kysyä, mitä sinusta tiedetään. Voit pyytää, että väärä tieto korjataan tai että tietosi poistetaan. Se ei maksa mitään.",
    "Du får alltid fråga vad man vet om dig. Du kan be att ett fel rättas eller att dina uppgifter tas bort. Det kostar ingenting.",
    "You may always ask what is known about you. You can ask for a mistake to be put right or for your data to be deleted. It costs "
    "nothing.",
)
CHILD_HOW = Words(
    "Kysy meiltä näin: {ways}. Voit pyytää aikuista auttamaan.",
    "Fråga oss så här: {ways}. Du kan be en vuxen om hjälp.",
    "Ask us this way: {ways}. You can ask a grown-up to help.",
)
CHILD_WRONG = Words(
    "Tietosuojavaltuutettu valvoo, että ihmisten tietoja käsitellään oikein. Jos jokin tuntuu väärältä, voit pyytää häneltä apua. {link}.",
    "Dataombudsmannen ser till att människors uppgifter behandlas rätt. Om något känns fel kan du be ombudsmannen om hjälp. {link}.",
    "The Data Protection Ombudsman sees to it that people's data are treated rightly. If something feels wrong, you can ask the "
    "Ombudsman for help. {link}.",
)
CHILD_HERE = Words("Tietosuojavaltuutetun yhteystiedot", "Dataombudsmannens kontaktuppgifter", "The Ombudsman's contact details")
