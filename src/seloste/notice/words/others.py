"""Other controllers, children, other notices, and what is special."""

from seloste.notice.tongue import Words

JOINT = Words("Yhteisrekisterinpitäjä: {name}", "Gemensamt personuppgiftsansvarig: {name}", "Joint controller: {name}")
JOINT_TOLD = Words(
    "Päätämme näiden tietojen käsittelystä yhdessä tämän rekisterinpitäjän kanssa: {name}.",
    "Vi beslutar om behandlingen av dessa uppgifter tillsammans med denna personuppgiftsansvariga: {name}.",
    "We decide on the processing of these data together with this controller: {name}.",
)
ESSENCE = Words(
    "Järjestelyn keskeinen sisältö: {essence}",
    "Det väsentliga innehållet i arrangemanget: {essence}",
    "The essence of the arrangement: {essence}",
)
EITHER = Words(
    "Voit käyttää oikeuksiasi kumman tahansa rekisterinpitäjän kautta.",
    "Du kan utöva dina rättigheter hos vilken som helst av de personuppgiftsansvariga.",
    "You can use your rights with either controller.",
)
CUSTOMER = Words(
    "Käsittely toisen lukuun: {name}", "Behandling för någon annans räkning: {name}", "Processing on behalf of another: {name}"
)
CUSTOMER_TOLD = Words(
    "Näiden tietojen rekisterinpitäjä on toinen: {name}. Me käsittelemme tietoja vain tämän rekisterinpitäjän lukuun ja ohjeiden mukaan. "
    "Oikeuksiasi käytät tämän rekisterinpitäjän kautta.",
    "En annan är personuppgiftsansvarig för dessa uppgifter: {name}. Vi behandlar uppgifterna bara för den personuppgiftsansvarigas "
    "räkning och enligt dess anvisningar. Dina rättigheter utövar du hos den personuppgiftsansvariga.",
    "These data have another controller: {name}. We process the data only on behalf of that controller and on its instructions. "
    "You use your rights with that controller.",
)
WHAT = Words("Mistä tiedoista on kyse: {what}", "Vilka uppgifter det gäller: {what}", "Which data this is about: {what}")
GROUPS = Words("Ryhmät: {groups}.", "Grupper: {groups}.", "Groups: {groups}.")
REACH = Words("Yhteystieto: {contact}.", "Kontakt: {contact}.", "Contact: {contact}.")
BREACH = Words(
    "Tietoturvaloukkauksista ilmoittaminen: {name}", "Anmälan av personuppgiftsincidenter: {name}", "Telling about data breaches: {name}"
)
AUDIT = Words("Tarkastukset: {name}", "Granskningar: {name}", "Audits: {name}")
AUDIT_TOLD = Words(
    "Tarkastuksesta sovitaan vähintään {lead} etukäteen.",
    "En granskning avtalas minst {lead} i förväg.",
    "An audit is agreed at least {lead} beforehand.",
)
BY_ANOTHER = Words("rekisterinpitäjä on toinen", "en annan är personuppgiftsansvarig", "another is the controller")
REPRESENTATIVE = Words("Edustaja Euroopan unionissa", "Företrädare i Europeiska unionen", "Representative in the European Union")
REPRESENTATIVE_TOLD = Words(
    "Edustajamme Euroopan unionissa: {title}, {ways}.",
    "Vår företrädare i Europeiska unionen: {title}, {ways}.",
    "Our representative in the European Union: {title}, {ways}.",
)
CHILDREN = Words("Lapset ja nuoret", "Barn och unga", "Children and young people")
AGE = Words("Lapsen suostumus", "Barns samtycke", "A child's consent")
AGE_TOLD = Words(
    "Suostumuksen antaa itse se, joka on täyttänyt {age} vuotta.",
    "Den som har fyllt {age} år ger själv sitt samtycke.",
    "A person who has turned {age} gives consent alone.",
)
INFORMED = Words("Ilmoitus lähteestä: {name}", "Information om källan: {name}", "Telling about the source: {name}")
INFORMED_TOLD = Words(
    "Kerromme sinulle tästä lähteestä saaduista tiedoista viimeistään {period} kuluttua.",
    "Vi informerar dig om uppgifter från denna källa inom {period}.",
    "We tell you about data from this source within {period}.",
)
EXEMPT = {
    "already-has": Words(
        "Emme ilmoita tästä lähteestä erikseen, sillä sinulla on jo nämä tiedot.",
        "Vi informerar inte särskilt om denna källa, eftersom du redan har informationen.",
        "We do not tell about this source separately, since you already have the information.",
    ),
    "impossible": Words(
        "Emme ilmoita tästä lähteestä erikseen, sillä se on mahdotonta.",
        "Vi informerar inte särskilt om denna källa, eftersom det är omöjligt.",
        "We do not tell about this source separately, since that is impossible.",
    ),
    "disproportionate": Words(
        "Emme ilmoita tästä lähteestä erikseen, sillä se vaatisi kohtuutonta vaivaa.",
        "Vi informerar inte särskilt om denna källa, eftersom det skulle kräva en oproportionell ansträngning.",
        "We do not tell about this source separately, since that would take a disproportionate effort.",
    ),
    "law": Words(
        "Emme ilmoita tästä lähteestä erikseen, sillä tietojen hankinnasta säädetään laissa.",
        "Vi informerar inte särskilt om denna källa, eftersom lagen föreskriver hur uppgifterna erhålls.",
        "We do not tell about this source separately, since obtaining the data is laid down by law.",
    ),
    "secrecy": Words(
        "Emme ilmoita tästä lähteestä erikseen, sillä laki velvoittaa salassapitoon.",
        "Vi informerar inte särskilt om denna källa, eftersom lagen förpliktar till sekretess.",
        "We do not tell about this source separately, since the law obliges to secrecy.",
    ),
}
NOTICE_URL = Words(
    "Saajan oma tietosuojaseloste: {url}", "Mottagarens egen dataskyddsbeskrivning: {url}", "The recipient's own privacy notice: {url}"
)
AREA = Words("Säilytysalue", "Lagringsområde", "Area of storage")
AREA_TOLD = Words(
    "Tiedot säilytetään vain tällä alueella: {area}.",
    "Uppgifterna lagras bara i detta område: {area}.",
    "Data are stored only in this area: {area}.",
)
AREA_EXCEPT = Words(
    "Poikkeuksena ovat nämä käsittelijät: {names}.",
    "Undantag är dessa personuppgiftsbiträden: {names}.",
    "These processors are the exception: {names}.",
)
AREAS = {
    "FI": Words("Suomi", "Finland", "Finland"),
    "EU": Words("Euroopan unioni", "Europeiska unionen", "the European Union"),
    "EEA": Words("Euroopan talousalue", "Europeiska ekonomiska samarbetsområdet", "the European Economic Area"),
}
TRANSFERS_ONLY = Words("Siirtoperusteet", "Överföringsgrunder", "Transfer bases")
TRANSFERS_ONLY_TOLD = Words(
    "Siirrämme tietoja Euroopan talousalueen ulkopuolelle vain näillä perusteilla: {tools}.",
    "Vi överför uppgifter utanför Europeiska ekonomiska samarbetsområdet bara på dessa grunder: {tools}.",
    "We transfer data outside the European Economic Area only on these bases: {tools}.",
)
TRANSFERS_ABOUT = Words("Siirroista", "Om överföringar", "About transfers")
RELATED = Words(
    "Mitä tämä tietosuojaseloste ei koske", "Vad den här dataskyddsbeskrivningen inte gäller", "What this privacy notice doesn't cover"
)
RELATED_TOLD = Words("{name}: {told}", "{name}: {told}", "{name}: {told}")
RELATED_URL = Words(
    "Sen oma tietosuojaseloste: {url}",
    "Dess egen dataskyddsbeskrivning: {url}",
    "Its own privacy notice: {url}",
)
ONLY_GROUPS = Words("Koskee vain näitä ryhmiä: {groups}.", "Gäller bara dessa grupper: {groups}.", "Concerns only these groups: {groups}.")
BY_CHOICE = Words(
    "{name} (rekisterinpitäjän valinnan mukaan)",
    "{name} (enligt den personuppgiftsansvarigas val)",
    "{name} (if the controller so chooses)",
)
SPECIAL = Words(
    "Erityinen henkilötietoryhmä: {what}.", "Särskild kategori av personuppgifter: {what}.", "Special category of data: {what}."
)
SPECIALS = {
    "origin": Words("rotu tai etninen alkuperä", "ras eller etniskt ursprung", "racial or ethnic origin"),
    "politics": Words("poliittiset mielipiteet", "politiska åsikter", "political opinions"),
    "belief": Words(
        "uskonnollinen tai filosofinen vakaumus", "religiös eller filosofisk övertygelse", "religious or philosophical beliefs"
    ),
    "union": Words("ammattiliiton jäsenyys", "medlemskap i fackförening", "trade union membership"),
    "genetic": Words("geneettiset tiedot", "genetiska uppgifter", "genetic data"),
    "biometric": Words(
        "biometriset tiedot tunnistamista varten", "biometriska uppgifter för identifiering", "biometric data for identification"
    ),
    "health": Words("terveystiedot", "uppgifter om hälsa", "data concerning health"),
    "sexuality": Words(
        "seksuaalinen käyttäytyminen tai suuntautuminen", "sexualliv eller sexuell läggning", "sex life or sexual orientation"
    ),
}
EXCEPTION = Words(
    "Erityisten henkilötietoryhmien käsittelyn peruste: {basis}.",
    "Grund för behandling av särskilda kategorier av personuppgifter: {basis}.",
    "Basis for processing special categories of data: {basis}.",
)
EXCEPTIONS = {
    "explicit-consent": Words(
        "nimenomainen suostumus (9 art. 2 a)", "uttryckligt samtycke (art. 9.2 a)", "explicit consent (Art. 9(2)(a))"
    ),
    "employment": Words(
        "työoikeus ja sosiaaliturva (9 art. 2 b)",
        "arbetsrätt och social trygghet (art. 9.2 b)",
        "employment and social security law (Art. 9(2)(b))",
    ),
    "vital-interest": Words("elintärkeä etu (9 art. 2 c)", "grundläggande intresse (art. 9.2 c)", "vital interests (Art. 9(2)(c))"),
    "non-profit": Words(
        "yhdistyksen laillinen toiminta (9 art. 2 d)",
        "en förenings berättigade verksamhet (art. 9.2 d)",
        "activities of a non-profit body (Art. 9(2)(d))",
    ),
    "made-public": Words(
        "rekisteröidyn itse julkistamat tiedot (9 art. 2 e)",
        "uppgifter som den registrerade själv offentliggjort (art. 9.2 e)",
        "data made public by the person (Art. 9(2)(e))",
    ),
    "claims": Words("oikeusvaade (9 art. 2 f)", "rättsligt anspråk (art. 9.2 f)", "legal claims (Art. 9(2)(f))"),
    "public-interest": Words(
        "tärkeä yleinen etu (9 art. 2 g)", "viktigt allmänt intresse (art. 9.2 g)", "substantial public interest (Art. 9(2)(g))"
    ),
    "health-care": Words("terveydenhuolto (9 art. 2 h)", "hälso- och sjukvård (art. 9.2 h)", "health care (Art. 9(2)(h))"),
    "public-health": Words("kansanterveys (9 art. 2 i)", "folkhälsa (art. 9.2 i)", "public health (Art. 9(2)(i))"),
    "research": Words(
        "tutkimus ja tilastointi (9 art. 2 j)", "forskning och statistik (art. 9.2 j)", "research and statistics (Art. 9(2)(j))"
    ),
}
OWNER = Words(
    "Tarkoitus on tämän yrityksen oma: {owner}.",
    "Ändamålet är detta företags eget: {owner}.",
    "The purpose is this company's own: {owner}.",
)
