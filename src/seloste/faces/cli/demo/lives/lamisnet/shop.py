"""What does the demo's firm sell, and what do its customers write about? A small price list and everyday messages; nobody is named."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ware:
    """One thing on the price list: how long its contract runs, how long its warranty, and from what price to what."""

    name: str
    contract_days: tuple[int, int]
    warranty_months: int
    euros: tuple[int, int]
    credit: bool = False


WARES = (
    Ware("Verkkosivujen uudistus", (40, 120), 12, (1_400, 6_800)),
    Ware("Kotisivujen ylläpito", (365, 365), 0, (240, 720)),
    Ware("Kannettava tietokone ja käyttöönotto", (10, 25), 24, (690, 1_980), credit=True),
    Ware("Tietokoneen huolto", (5, 20), 6, (89, 340)),
    Ware("Sähköpostipalvelu", (365, 365), 0, (60, 290)),
    Ware("Verkkokaupan käyttöönotto", (60, 150), 12, (2_300, 9_400), credit=True),
    Ware("Lähiverkon asennus", (15, 45), 24, (390, 2_600), credit=True),
    Ware("Varmuuskopiointipalvelu", (365, 730), 0, (120, 480)),
)

QUESTIONS = {
    "fi": (
        "Lasku tuli kahteen kertaan. Voitteko hyvittää toisen?",
        "Milloin uusi versio sivuista voidaan julkaista?",
        "Sähköposti ei lähetä liitteitä. Mitä kokeilen seuraavaksi?",
        "Kiitos nopeasta avusta, kone toimii taas.",
        "Voinko siirtää asennuspäivän seuraavalle viikolle?",
        "Tarvitsen ohjeen varmuuskopion palauttamiseen.",
        "Sivuilla on vanha aukioloaika. Korjaatteko sen?",
        "Haluaisin tarjouksen toisesta koneesta.",
        "Näytön kuva välkkyy. Kuuluuko korjaus takuuseen?",
        "Soittakaa, kun osa on saapunut.",
    ),
    "sv": (
        "Fakturan kom två gånger. Kan ni kreditera den ena?",
        "När kan den nya versionen av webbplatsen publiceras?",
        "E-posten skickar inte bilagor. Vad ska jag pröva?",
        "Tack för snabb hjälp, datorn fungerar igen.",
        "Kan installationen flyttas till nästa vecka?",
        "Jag behöver en anvisning för att återställa säkerhetskopian.",
    ),
}

COMPLAINTS = {
    "fi": ("Toimitus myöhästyi viikon.", "Kone sammuu itsestään kesken työn.", "Laskussa on väärä määrä."),
    "sv": ("Leveransen blev en vecka försenad.", "Datorn stänger av sig mitt i arbetet."),
}
REQUESTS = {
    "access": {"fi": "Mitä tietoja teillä on minusta?", "sv": "Vilka uppgifter har ni om mig?"},
    "portability": {"fi": "Haluan antamani tiedot tiedostona.", "sv": "Jag vill ha mina uppgifter som en fil."},
    "rectification": {"fi": "Osoitteeni on väärin. Korjaatteko sen?", "sv": "Min adress är fel. Kan ni rätta den?"},
    "restriction": {
        "fi": "Laskutustiedot ovat väärin. Älkää käyttäkö niitä ennen kuin asia on selvä.",
        "sv": "Uppgifterna är fel. Använd dem inte.",
    },
    "erasure": {"fi": "Pyydän, että poistatte tietoni.", "sv": "Jag ber er radera mina uppgifter."},
}
CLAIM = "Asiakas vaatii korvausta laitteen virheestä, joka ilmeni takuun jälkeen."
SERVICES = ("Asiakassivut", "Ohjeet ja oppaat", "Etätuki")
END_REASONS = ("customer", "completed", "moved")
