"""What a person may ask, and what happens then."""

from seloste.notice.tongue import Words

TITLES = {
    "access": Words("Oikeus tarkastaa tiedot", "Rätt att få tillgång till uppgifter", "Right of access"),
    "rectification": Words("Oikeus oikaista tiedot", "Rätt till rättelse av uppgifter", "Right to rectification"),
    "erasure": Words("Oikeus poistaa tiedot", "Rätt till radering av uppgifter", "Right to erasure"),
    "restriction": Words("Oikeus rajoittaa käsittelyä", "Rätt till begränsning av behandling", "Right to restriction of processing"),
    "objection": Words("Oikeus vastustaa käsittelyä", "Rätt att göra invändningar mot behandling", "Right to object to processing"),
    "portability": Words("Oikeus siirtää tiedot", "Rätt att överföra uppgifter", "Right to data portability"),
    "withdrawal": Words("Oikeus peruuttaa suostumus", "Rätt att återkalla samtycke", "Right to withdraw consent"),
    "marketing_ban": Words(
        "Oikeus kieltää suoramarkkinointi", "Rätt att förbjuda direktmarknadsföring", "Right to forbid direct marketing"
    ),
    "disclosure_ban": Words("Oikeus kieltää luovutukset", "Rätt att förbjuda utlämnanden", "Right to forbid disclosures"),
    "complaint": Words("Oikeus tehdä kantelu", "Rätt att anföra klagomål", "Right to lodge a complaint"),
}
EXCEPT = {
    "law": Words("joita laki velvoittaa säilyttämään", "som vi enligt lag måste bevara", "that the law obliges us to keep"),
    "contract": Words("joita voimassa oleva sopimus edellyttää", "som ett gällande avtal förutsätter", "that a contract in force requires"),
    "service": Words(
        "joita ilman palvelua ei voi tuottaa",
        "utan vilka tjänsten inte kan tillhandahållas",
        "without which the service cannot be provided",
    ),
    "claims": Words(
        "joita tarvitaan oikeusvaateen käsittelyssä",
        "som behövs för att behandla ett rättsligt anspråk",
        "that are needed for handling a legal claim",
    ),
}
NO_EXTENSION = Words("Ei jatkoaikaa", "Ingen förlängning", "No extension")
NO_EXTENSION_TOLD = Words(
    "{right}: emme pidennä vastausaikaa missään tilanteessa.",
    "{right}: vi förlänger inte svarstiden i någon situation.",
    "{right}: we do not extend the time for answering in any situation.",
)
IDENTITY = Words("Henkilöllisyyden vahvistaminen", "Bekräftelse av identitet", "Confirming identity")
IDENTITY_TOLD = Words(
    "Jos meillä on perusteltu syy epäillä pyytäjän henkilöllisyyttä, pyydämme lisätietoja, mutta vain niitä, jotka ovat tarpeen "
    "henkilöllisyyden vahvistamiseksi.",
    "Om vi har rimliga skäl att betvivla identiteten hos den som begär ber vi om ytterligare information, men bara sådan som behövs för "
    "att "
    "bekräfta identiteten.",
    "If we have reasonable doubts about the identity of the person who asks, we ask for more information, but only for what is needed to "
    "confirm it.",
)
FREE = Words("Maksuttomuus", "Avgiftsfrihet", "Free of charge")
FREE_TOLD = Words(
    "Oikeuksien käyttäminen on maksutonta. Jos pyyntö on ilmeisen perusteeton tai kohtuuton, kerromme siitä perusteluineen.",
    "Det är avgiftsfritt att utöva rättigheterna. Om en begäran är uppenbart ogrundad eller orimlig meddelar vi det med motivering.",
    "Using your rights is free of charge. If a request is manifestly unfounded or excessive, we say so and give our reasons.",
)
TOLD_ON = Words("Ilmoitus tietojen saajille", "Underrättelse till mottagarna", "Telling the recipients")
TOLD_ON_TOLD = Words(
    "Kun oikaisemme tai poistamme tietoja tai rajoitamme niiden käsittelyä, ilmoitamme siitä niille, joille tietoja on luovutettu.",
    "När vi rättar eller raderar uppgifter eller begränsar behandlingen av dem underrättar vi dem till vilka uppgifter har lämnats ut.",
    "When we rectify or erase data or restrict their processing, we tell those to whom the data have been disclosed.",
)
REVIEWS = Words("Uudelleenarviointi", "Omprövning", "Review")
REVIEWS_TOLD = Words(
    "Rajoitukset ja säilytysvaatimukset eivät jää unohduksiin: jokaisella on päivä, jolloin se arvioidaan uudelleen.",
    "Begränsningar och krav på bevarande glöms inte bort: för varje finns en dag då den omprövas.",
    "Restrictions and orders to keep are not forgotten: each has a day on which it is reviewed.",
)
CHANNELS = Words("Voit käyttää oikeuttasi {channels}.", "Du kan utöva din rätt {channels}.", "You can use your right {channels}.")
ANSWER = Words(
    "Vastaamme viimeistään {period} kuluttua pyynnöstä.",
    "Vi svarar inom {period} från begäran.",
    "We answer within {period} of the request.",
)
LONGER = Words(
    "Jos asia on monimutkainen, voimme jatkaa aikaa kahdella kuukaudella; kerromme siitä perusteluineen ensimmäisen kuukauden aikana.",
    "Om ärendet är komplicerat kan vi förlänga tiden med två månader; vi meddelar det med motivering under den första månaden.",
    "If the matter is complex, we can extend the time by two months; we say so, with reasons, during the first month.",
)
ELECTRONIC = Words(
    "Jos teet pyynnön sähköisesti, saat vastauksen yleisesti käytetyssä sähköisessä muodossa, ellet toivo muuta.",
    "Om du gör begäran elektroniskt får du svaret i en allmänt använd elektronisk form, om du inte önskar något annat.",
    "If you ask electronically, you get the answer in a commonly used electronic form, unless you wish otherwise.",
)
ACCESS = Words(
    "Sinulla on oikeus tarkastaa, mitä tietoja meillä on sinusta.",
    "Du har rätt att få veta vilka uppgifter vi har om dig och att få tillgång till dem.",
    "You have the right to know which data we hold about you and to see them.",
)
RECTIFICATION = Words(
    "Sinulla on oikeus vaatia virheellisten, vanhentuneiden ja puutteellisten tietojen oikaisemista.",
    "Du har rätt att kräva att felaktiga, föråldrade och bristfälliga uppgifter rättas.",
    "You have the right to have wrong, outdated and incomplete data rectified.",
)
ERASURE_ANY = Words(
    "Sinulla on oikeus saada tietosi poistetuiksi pyynnöstä. Sinun ei tarvitse perustella pyyntöä.",
    "Du har rätt att få dina uppgifter raderade på begäran. Du behöver inte motivera din begäran.",
    "You have the right to have your data erased on request. You need not give reasons.",
)
ERASURE_LAW = Words(
    "Sinulla on oikeus saada tietosi poistetuiksi, kun niitä ei enää tarvita, kun peruutat suostumuksesi, kun vastustat käsittelyä "
    "eikä sitä saa enää jatkaa, tai kun tiedot ovat vanhentuneita tai niitä on käsitelty lainvastaisesti.",
    "Du har rätt att få dina uppgifter raderade när de inte längre behövs, när du återkallar ditt samtycke, när du gör en invändning mot "
    "behandlingen och den inte längre får fortsätta, eller när uppgifterna är föråldrade eller har behandlats olagligt.",
    "You have the right to have your data erased when they are no longer needed, when you withdraw your consent, when you object to "
    "processing that may not continue, or when the data are outdated or have been processed unlawfully.",
)
ERASURE_KEPT = Words(
    "Emme poista tietoja, {kept}. Kerromme aina, mitä säilytämme, miksi ja milloin se poistetaan.",
    "Vi raderar inte uppgifter {kept}. Vi berättar alltid vad vi bevarar, varför och när det raderas.",
    "We do not erase data {kept}. We always say what we keep, why, and when it will be erased.",
)
RESTRICTION = Words(
    "Sinulla on oikeus saada käsittely rajoitetuksi, kun kiistät tietojen oikeellisuuden, kun käsittely on lainvastaista etkä "
    "halua tietojen poistamista, kun tarvitset tietoja oikeusvaateeseen tai kun odotat ratkaisua vastustamiseesi. Rajoituksen ajan "
    "säilytämme tiedot, mutta emme käytä niitä muuhun kuin mihin laki antaa luvan. Ilmoitamme sinulle, ennen kuin rajoitus päättyy.",
    "Du har rätt att få behandlingen begränsad när du bestrider uppgifternas riktighet, när behandlingen är olaglig och du inte vill att "
    "uppgifterna raderas, när du behöver uppgifterna för ett rättsligt anspråk eller när du väntar på ett avgörande om din invändning. "
    "Under "
    "begränsningen bevarar vi uppgifterna men använder dem bara till det som lagen tillåter. Vi underrättar dig innan begränsningen "
    "upphör.",
    "You have the right to have processing restricted when you contest the accuracy of the data, when the processing is unlawful and "
    "you do "
    "not want the data erased, when you need the data for a legal claim, or while you wait for a decision on your objection. During the "
    "restriction we keep the data but use them only for what the law allows. We tell you before the restriction ends.",
)
OBJECTION = Words(
    "Voit vastustaa henkilökohtaiseen tilanteeseesi vedoten käsittelyä, jonka perusteena on {grounds}. Tällaisia tarkoituksia "
    "ovat nämä: {purposes}. Kohdasta 4 näet, mitkä niistä koskevat sinua. Lopetamme käsittelyn, ellei meillä "
    "ole siihen huomattavan tärkeää ja perusteltua syytä tai ellei sitä tarvita oikeusvaateen vuoksi.",
    "Du kan av skäl som hänför sig till din personliga situation göra invändningar mot behandling som grundar sig på {grounds}. "
    "Sådana ändamål är dessa: {purposes}. I punkt 4 ser du vilka av dem som gäller dig. Vi avslutar behandlingen, om vi inte har ett "
    "tvingande berättigat skäl till den eller den behövs för ett rättsligt anspråk.",
    "On grounds relating to your particular situation, you can object to processing that is based on {grounds}. Such purposes are "
    "these: {purposes}. Section 4 shows which of them concern you. We stop the processing unless we have a compelling legitimate "
    "ground for it or it is needed for a legal claim.",
)
INTEREST = Words("oikeutettu etu", "ett berättigat intresse", "legitimate interest")
TASK = Words(
    "yleistä etua koskeva tehtävä tai julkisen vallan käyttö",
    "en uppgift av allmänt intresse eller myndighetsutövning",
    "a task in the public interest or official authority",
)
INTEREST_OR_TASK = Words(
    "oikeutettu etu, yleistä etua koskeva tehtävä tai julkisen vallan käyttö",
    "ett berättigat intresse, en uppgift av allmänt intresse eller myndighetsutövning",
    "legitimate interest, a task in the public interest or official authority",
)
OBJECTION_ANY = Words(
    "Voit milloin tahansa kieltää meitä käyttämästä tietojasi näihin tarkoituksiin: {purposes}. Kohdasta 4 näet, mitkä niistä koskevat "
    "sinua. Sinun ei tarvitse perustella kieltoa, ja lopetamme käytön.",
    "Du kan när som helst förbjuda oss att använda dina uppgifter för dessa ändamål: {purposes}. I punkt 4 ser du vilka av dem som gäller "
    "dig. Du behöver inte motivera förbudet, och vi slutar använda uppgifterna.",
    "You can at any time forbid us to use your data for these purposes: {purposes}. Section 4 shows which of them concern you. You need "
    "not give reasons, and we stop using the data.",
)
OBJECTION_MARKETING = Words(
    "Suoramarkkinointia voit vastustaa milloin tahansa perustelematta, ja lopetamme sen heti.",
    "Mot direktmarknadsföring kan du göra invändningar när som helst utan motivering, och vi avslutar den genast.",
    "You can object to direct marketing at any time without giving reasons, and we stop it at once.",
)
COMMON = Words(
    "Tämä koskee kaikkia oikeuksia, joiden kohdalla ei sanota toisin.",
    "Detta gäller alla rättigheter för vilka inget annat sägs.",
    "This holds for every right of which nothing else is said.",
)
CHANNELS_ALL = Words(
    "Voit käyttää oikeuksiasi {channels}.", "Du kan utöva dina rättigheter {channels}.", "You can use your rights {channels}."
)
PORTABILITY = Words(
    "Sinulla on oikeus saada itse antamasi tiedot jäsennellyssä, yleisesti käytetyssä ja koneellisesti luettavassa muodossa ja siirtää "
    "ne toiselle rekisterinpitäjälle.",
    "Du har rätt att få de uppgifter som du själv har lämnat i ett strukturerat, allmänt använt och maskinläsbart format och att "
    "överföra dem "
    "till en annan personuppgiftsansvarig.",
    "You have the right to receive the data you have given yourself in a structured, commonly used and machine-readable format, and to "
    "transmit them to another controller.",
)
PORTABILITY_ANY = Words(
    "Oikeus koskee kaikkia itse antamiasi tietoja, oli niiden käsittelyperuste mikä tahansa.",
    "Rätten gäller alla uppgifter som du själv har lämnat, oavsett rättslig grund.",
    "The right covers all data you have given yourself, whatever their legal basis.",
)
PORTABILITY_LAW = Words(
    "Oikeus koskee itse antamiasi tietoja, joita käsitellään suostumuksesi tai sopimuksen perusteella.",
    "Rätten gäller uppgifter som du själv har lämnat och som behandlas på grund av ditt samtycke eller ett avtal.",
    "The right covers data you have given yourself that are processed on the basis of your consent or a contract.",
)
WITHDRAWAL = Words(
    "Voit peruuttaa antamasi suostumuksen milloin tahansa yhtä helposti kuin annoit sen. Suostumukseen perustuva käsittely päättyy "
    "heti. Peruuttaminen ei tee aiempaa käsittelyä lainvastaiseksi.",
    "Du kan återkalla ditt samtycke när som helst, lika lätt som du gav det. Behandling som grundar sig på samtycket upphör genast. "
    "Återkallandet gör inte tidigare behandling olaglig.",
    "You can withdraw your consent at any time, as easily as you gave it. Processing based on consent ends at once. Withdrawal does not "
    "make "
    "earlier processing unlawful.",
)
MARKETING_BAN = Words(
    "Voit kieltää tietojesi käytön suoramarkkinointiin milloin tahansa, kokonaan tai yksi kanava kerrallaan. Kielto tulee voimaan heti.",
    "Du kan när som helst förbjuda att dina uppgifter används för direktmarknadsföring, helt eller en kanal i taget. Förbudet gäller "
    "genast.",
    "You can forbid the use of your data for direct marketing at any time, wholly or one channel at a time. The ban takes effect at once.",
)
DISCLOSURE_BAN = Words(
    "Voit kieltää tietojesi luovuttamisen niille, joille luovutamme niitä oman harkintamme mukaan: {names}. Kielto tulee voimaan heti.",
    "Du kan förbjuda att dina uppgifter lämnas ut till dem till vilka vi lämnar ut dem enligt egen prövning: {names}. Förbudet gäller "
    "genast.",
    "You can forbid the disclosure of your data to those to whom we disclose them at our own discretion: {names}. The ban takes effect at "
    "once.",
)
COMPLAINT = Words(
    "Sinulla on oikeus tehdä kantelu tietosuojavaltuutetulle, jos katsot, että henkilötietojesi käsittelyssä rikotaan lakia.",
    "Du har rätt att anföra klagomål hos dataombudsmannen om du anser att behandlingen av dina personuppgifter bryter mot lagen.",
    "You have the right to lodge a complaint with the Data Protection Ombudsman if you think that the processing of your personal data "
    "breaks the law.",
)
