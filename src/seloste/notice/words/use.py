"""What data are used for, which data, and from where."""

from seloste.notice.tongue import Words

ONLY_PURPOSES = Words("Vain nimetyt käyttötarkoitukset", "Bara angivna ändamål", "Only the purposes named")
ONLY_PURPOSES_TOLD = Words(
    "Käytämme tietoja vain tässä lueteltuihin tarkoituksiin. Jokaisesta katselusta kirjataan, mihin tarkoitukseen se tehtiin.",
    "Vi använder uppgifterna bara för de ändamål som räknas upp här. För varje läsning antecknas för vilket ändamål den gjordes.",
    "We use the data only for the purposes listed here. Every look is recorded with the purpose it was made for.",
)
BASES = Words("Käsittelyperusteet", "Rättsliga grunder", "Legal bases")
BASES_TOLD = Words(
    "Jokaiselle tarkoitukselle ja rekisteröityjen ryhmälle on kerrottu yksi käsittelyperuste.",
    "För varje ändamål och varje grupp av registrerade anges en rättslig grund.",
    "For each purpose and each group of data subjects, one legal basis is given.",
)
INTERESTS = Words("Oikeutetut edut", "Berättigade intressen", "Legitimate interests")
INTERESTS_TOLD = Words(
    "Kun peruste on oikeutettu etu, kerromme, mikä etu se on ja miten sitä on punnittu.",
    "När grunden är ett berättigat intresse berättar vi vilket intresset är och hur det har vägts.",
    "Where the basis is legitimate interest, we say which interest it is and how it was balanced.",
)
READS_REQUEST = Words(
    "Tähän käytetään pyynnön tekijän tietoja.",
    "För detta används uppgifter om den som begär.",
    "The data of the person who asks are used for this.",
)
READS_ONLY = Words(
    "Tähän käytetään vain näitä tietoja: {names}.",
    "För detta används bara dessa uppgifter: {names}.",
    "Only these data are used for this: {names}.",
)
READS_NONE = Words(
    "Tässä tarkoituksessa tietoja ei lue kukaan.",
    "För detta ändamål läser ingen uppgifterna.",
    "For this purpose nobody reads the data.",
)
ONE_ROLE = Words(
    "Tiedot näkee vain tämä rooli: {names}.", "Bara denna roll ser uppgifterna: {names}.", "Only this role sees the data: {names}."
)
ROLES = Words(
    "Tiedot näkevät vain nämä roolit: {names}.", "Bara dessa roller ser uppgifterna: {names}.", "Only these roles see the data: {names}."
)
BY_SOFTWARE = Words(
    "Työn tekee ohjelmisto, ei ihminen.",
    "Arbetet görs av programmet, inte av en människa.",
    "The work is done by the software, not by a person.",
)
ONLY_DATA = Words("Vain luetellut tiedot", "Bara uppräknade uppgifter", "Only the data listed")
ONLY_DATA_TOLD = Words(
    "Tallennamme vain tässä luetellut tiedot. Ohjelmisto ei ota vastaan kenttää, jota tässä ei ole.",
    "Vi lagrar bara de uppgifter som räknas upp här. Programmet tar inte emot ett fält som inte finns här.",
    "We store only the data listed here. The software does not accept a field that is not here.",
)
MATTER_TOLD = Words(
    "{name}: kirjaamme, milloin se alkoi, milloin se päättyi ja millä tavalla.",
    "{name}: vi antecknar när det började, när det upphörde och på vilket sätt.",
    "{name}: we record when it began, when it ended and how.",
)
NEED = Words("Mitä tietoja on annettava", "Vilka uppgifter som måste lämnas", "Which data must be given")
NEED_TOLD = Words(
    "Kerromme jokaisesta tiedosta, jonka antaminen ei ole vapaaehtoista, miksi se tarvitaan ja mitä sen puuttumisesta seuraa. "
    "Muut tiedot ovat vapaaehtoisia.",
    "För varje uppgift som det inte är frivilligt att lämna berättar vi varför den behövs och vad som följer om den saknas. "
    "Övriga uppgifter är frivilliga.",
    "For every item that is not voluntary we say why it is needed and what follows if it is missing. All other data are voluntary.",
)
ONLY_SOURCES = Words("Vain luetellut lähteet", "Bara uppräknade källor", "Only the sources listed")
ONLY_SOURCES_TOLD = Words(
    "Jokaisesta tiedosta kirjataan, mistä se on saatu. Muista kuin tässä luetelluista lähteistä tietoja ei oteta.",
    "För varje uppgift antecknas varifrån den har fåtts. Uppgifter tas inte från andra källor än de som räknas upp här.",
    "Every item is recorded with where it came from. No data are taken from sources other than those listed here.",
)
NAMED_SOURCES = Words("Lähteet nimeltä", "Källorna vid namn", "Sources by name")
NAMED_SOURCES_TOLD = Words(
    "Kerromme jokaisesta lähteestä, mitä tietoja siitä saadaan, ja sanomme erikseen, jos lähde on julkinen.",
    "För varje källa berättar vi vilka uppgifter som fås därifrån, och vi säger särskilt om källan är offentlig.",
    "For each source we say which data come from it, and we say so separately if the source is public.",
)
