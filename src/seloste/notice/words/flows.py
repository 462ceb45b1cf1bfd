"""Who receives data, where they lie, and how they are protected."""

from seloste.notice.tongue import Words

NO_RECIPIENTS = Words("Luovutukset", "Utlämnanden", "Disclosures")
NO_RECIPIENTS_TOLD = Words(
    "Emme luovuta tietoja kenellekään.", "Vi lämnar inte ut uppgifter till någon.", "We do not disclose data to anyone."
)
ANONYMISED = Words(
    "Tiedoista on ensin poistettu kaikki, mistä henkilön voisi tunnistaa.",
    "Allt som en person kunde identifieras med har först tagits bort ur uppgifterna.",
    "Everything by which a person could be identified has first been removed from the data.",
)
RECEIVES = Words(
    "Saaja voi saada vain nämä: {data}.", "Mottagaren kan få bara dessa: {data}.", "The recipient can receive only these: {data}."
)
DISCRETION = Words(
    "Luovutus on meidän harkinnassamme, ja voit kieltää sen.",
    "Vi avgör om uppgifter lämnas ut, och du kan förbjuda det.",
    "We decide whether to disclose, and you can forbid it.",
)
PROCESSOR_BOUND = Words(
    "Sopimuksen mukaan tietoja käsitellään vain meidän lukuumme ja ohjeidemme mukaan.",
    "Enligt avtalet behandlas uppgifterna bara för vår räkning och enligt våra anvisningar.",
    "By contract the data are processed only on our behalf and on our instructions.",
)
NO_OWN_USE = Words(
    "Sopimuksen mukaan tietoja käsitellään vain meidän lukuumme ja ohjeidemme mukaan, ei käsittelijän omiin tarkoituksiin eikä sen "
    "omissa rekistereissä.",
    "Enligt avtalet behandlas uppgifterna bara för vår räkning och enligt våra anvisningar, inte för biträdets egna ändamål eller i "
    "dess egna register.",
    "By contract the data are processed only on our behalf and on our instructions, not for the processor's own purposes or in its own "
    "registers.",
)
FOR_PURPOSES = Words("Vain näihin tarkoituksiin: {names}.", "Bara för dessa ändamål: {names}.", "Only for these purposes: {names}.")
HANDLES = Words("Käsiteltävät tiedot: {data}.", "Uppgifter som behandlas: {data}.", "Data processed: {data}.")
WHERE = Words("Käsittelymaa: {where}.", "Behandlingsland: {where}.", "Country of processing: {where}.")
TRANSFERS = Words("Siirrot", "Överföringar", "Transfers")
NO_TRANSFERS = Words(
    "Emme siirrä tietoja Euroopan talousalueen ulkopuolelle. Jos siirto käy tarpeelliseksi, kerromme ennen sitä tässä "
    "tietosuojaselosteessa, mihin maahan, kenelle ja millä siirtoperusteella tietoja siirretään.",
    "Vi överför inte uppgifter till länder utanför Europeiska ekonomiska samarbetsområdet. Om en överföring blir nödvändig berättar vi "
    "före "
    "den i denna dataskyddsbeskrivning till vilket land, till vem och på vilken överföringsgrund uppgifter överförs.",
    "We do not transfer data outside the European Economic Area. If a transfer becomes necessary, we say in this notice beforehand to "
    "which "
    "country, to whom and on which transfer basis data are transferred.",
)
ADEQUACY = Words("riittävyyspäätös", "beslut om adekvat skyddsnivå", "adequacy decision")
SAFEGUARDS = {
    "scc-2021/914": Words(
        "komission vakiosopimuslausekkeet (EU) 2021/914",
        "kommissionens standardavtalsklausuler (EU) 2021/914",
        "the Commission's standard contractual clauses (EU) 2021/914",
    ),
    "bcr": Words("yritystä koskevat sitovat säännöt", "bindande företagsbestämmelser", "binding corporate rules"),
    "code-of-conduct": Words("hyväksytyt käytännesäännöt", "en godkänd uppförandekod", "an approved code of conduct"),
    "certification": Words("hyväksytty sertifiointi", "en godkänd certifiering", "an approved certification"),
    "dpf": Words(
        "riittävyyspäätös (EU) 2023/1795 (EU:n ja Yhdysvaltojen tietosuojakehys)",
        "beslut om adekvat skyddsnivå (EU) 2023/1795 (ramen för dataskydd mellan EU och USA)",
        "adequacy decision (EU) 2023/1795 (EU–US Data Privacy Framework)",
    ),
}
TRANSFER = Words("Siirto: {name}", "Överföring: {name}", "Transfer: {name}")
TRANSFER_TOLD = Words(
    "{name}: tietoja siirretään tähän maahan: {country}. Siirtoperuste: {basis}.",
    "{name}: uppgifter överförs till detta land: {country}. Överföringsgrund: {basis}.",
    "{name}: data are transferred to this country: {country}. Transfer basis: {basis}.",
)
COPY = Words("Jäljennös: {how}", "Kopia: {how}", "Copy: {how}")
OWN_PLACE = Words("omistamme itse", "vi äger själva", "owned by us")
PROVIDERS_PLACE = Words("palveluntarjoajan omistama", "ägs av en tjänsteleverantör", "owned by a provider")
RUN_BY = Words("ylläpitäjä: {name}", "upprätthålls av: {name}", "run by: {name}")
PLACES = Words("Säilytyspaikat", "Lagringsplatser", "Places of storage")
PLACES_TOLD = Words(
    "Tietoja säilytetään näissä paikoissa: {places}.",
    "Uppgifterna lagras på dessa platser: {places}.",
    "Data are stored in these places: {places}.",
)
ABOUT_COOKIES = Words("Mitä evästeet ovat", "Vad kakor är", "What cookies are")
COOKIE_CHOICE = Words("Suostumus evästeisiin", "Samtycke till kakor", "Consent to cookies")
COOKIE_LIST = Words("Evästeluettelo", "Förteckning över kakor", "List of cookies")
COOKIE_LIST_TOLD = Words(
    "Sivuilla on vain tässä luettelossa olevat evästeet.",
    "På webbplatsen finns bara de kakor som ingår i denna förteckning.",
    "The site has only the cookies in this list.",
)
NAMED_STAFF = Words("Nimetyt henkilöt", "Namngivna personer", "Named persons")
NAMED_STAFF_TOLD = Words(
    "Tietoihin pääsevät vain nimetyt henkilöt, jotka tarvitsevat niitä työssään. Rekisterinpitäjä myöntää jokaisen käyttöoikeuden "
    "nimetylle henkilölle, perustellusta syystä ja määräajaksi.",
    "Bara namngivna personer som behöver uppgifterna i sitt arbete har tillgång till dem. Den personuppgiftsansvariga beviljar varje "
    "åtkomsträtt för en namngiven person, av en motiverad orsak och för viss tid.",
    "Only named persons who need the data in their work have access to them. The controller grants every access right to a named person, "
    "for a stated reason and for a limited time.",
)
DECISIONS = Words("Päätökset", "Beslut", "Decisions")
NO_DECISIONS = Words(
    "Emme tee automaattisia yksittäispäätöksiä (tietosuoja-asetuksen 22 artikla).",
    "Vi fattar inga automatiserade individuella beslut (artikel 22 i dataskyddsförordningen).",
    "We make no automated individual decisions (Article 22 of the GDPR).",
)
AUTOMATED = Words("Automaattiset päätökset", "Automatiserade beslut", "Automated decisions")
PROFILING = Words("Profilointi", "Profilering", "Profiling")
NO_PROFILING = Words("Emme profiloi ihmisiä.", "Vi profilerar inte människor.", "We do not profile people.")
