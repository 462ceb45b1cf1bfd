"""What do the demo's people write, buy and use? Everyday words for fields that many firms have, by the fields' keys; nobody is named."""

from __future__ import annotations

import re

LATER = re.compile(r"due|until|end|valid|expire|erä|päätt|voimassa", re.IGNORECASE)
"""Dates that lie ahead when they are written down."""
OUTCOME = re.compile(r"done|deliver|paid|closed|outcome|resolved|valmis|toimitet|maksettu", re.IGNORECASE)
"""Fields that wait for how a thing ends."""

FIRST = re.compile(r"^(first|given)_?name$|^etunim", re.IGNORECASE)
LAST = re.compile(r"^(last|family|sur)_?name$|^sukunim", re.IGNORECASE)
NAME = re.compile(r"name$|nimi$", re.IGNORECASE)
COMPANY = re.compile(r"company|organi[sz]ation|employer|yritys|organisaatio|työnantaja", re.IGNORECASE)
USERNAME = re.compile(r"user_?name|login|käyttäjä", re.IGNORECASE)
SECRET = re.compile(r"password|salasana", re.IGNORECASE)

TEXTS = {
    "position": ("Palkanlaskija", "Toimistosihteeri", "Kirjanpitäjä", "Tuotantopäällikkö", "Kunnossapitoinsinööri", "Hankintapäällikkö"),
    "service": ("Vuosilisenssi", "Kuukausitilaus", "Peruspaketti", "Laaja paketti"),
    "product": ("Peruspaketti", "Laaja paketti", "Asennus", "Ylläpito", "Varaosa"),
    "material": ("Murtoluvut, osa 1", "Englannin sanasto", "Prosenttilaskut", "Ruotsin verbit", "Äänteet ja tavut"),
    "event": ("Kirjautuminen", "Raportin lataus", "Salasanan vaihto", "Kirjautuminen epäonnistui"),
    "browser": ("Firefox 140", "Chrome 141", "Safari 19", "Edge 141"),
    "referrer": ("https://haku.example/", "https://uutiskirje.example/", "https://kumppani.example/"),
    "ip": ("192.0.2.14", "192.0.2.77", "198.51.100.23", "198.51.100.140", "203.0.113.9"),
    "page": ("https://yritys.example/yhteys", "https://kunta.example/henkilosto", "https://koulu.example/opettajat"),
    "reference": ("Tilaus 4/2026", "Kustannuspaikka 310", "Viite 10016", "Projekti Kuura"),
}
WORK = (
    "Tietokoneen hidastelu: levy vaihdettu.",
    "Puhelimen näytön vaihto.",
    "Tulostin ei löydy verkosta: asetukset korjattu.",
    "Kodin lähiverkon asennus.",
    "Tiedostojen palautus rikkoutuneelta levyltä.",
)
NOTES = {
    "fi": (
        "Lasku tuli kahteen kertaan. Voitteko hyvittää toisen?",
        "Kiitos nopeasta avusta, kaikki toimii taas.",
        "Salasana ei kelpaa. Saisinko uuden?",
        "Milloin voitte soittaa? Olen paikalla huomenna aamupäivällä.",
        "Toivoisin selkeämmän ohjeen alkuun.",
        "Yhteystietoni ovat muuttuneet. Päivitättekö ne?",
        "Mistä näen, mihin asti sopimus on voimassa?",
        "Kaikki sujui hyvin, ei muuta asiaa.",
    ),
    "sv": (
        "Fakturan kom två gånger. Kan ni kreditera den ena?",
        "Tack för snabb hjälp, allt fungerar igen.",
        "Lösenordet fungerar inte. Kan jag få ett nytt?",
        "När kan ni ringa? Jag är på plats i morgon förmiddag.",
    ),
}
REQUESTS = {
    "access": {"fi": "Mitä tietoja teillä on minusta?", "sv": "Vilka uppgifter har ni om mig?"},
    "portability": {"fi": "Haluan antamani tiedot tiedostona.", "sv": "Jag vill ha mina uppgifter som en fil."},
    "rectification": {"fi": "Osoitteeni on väärin. Korjaatteko sen?", "sv": "Min adress är fel. Kan ni rätta den?"},
    "restriction": {
        "fi": "Tiedot ovat väärin. Älkää käyttäkö niitä ennen kuin asia on selvä.",
        "sv": "Uppgifterna är fel. Använd dem inte.",
    },
    "erasure": {"fi": "Pyydän, että poistatte tietoni.", "sv": "Jag ber er radera mina uppgifter."},
}
