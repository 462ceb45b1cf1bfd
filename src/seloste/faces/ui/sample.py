"""Example content for the living page: invented words that fill every component once. Nothing here comes from a register."""

from seloste.faces.ui.forms import Problem, Question
from seloste.faces.ui.frame import Choice, Picker

PROBLEMS = (Problem("phone", "Kirjoita puhelinnumero numeroin, esimerkiksi 040 000 0000."),)
QUESTIONS = (
    Question("email", "Sähköpostiosoite", "email", "aino.esimerkki@posti.example", hint="Vahvistus lähtee tähän osoitteeseen."),
    Question("phone", "Puhelinnumero", "tel", "nolla neljäkymmentä", required=False, problem=PROBLEMS[0].text),
    Question("kind", "Asiakastyyppi", "select", "customer", choices=(("customer", "Asiakas"), ("contact", "Yhteyshenkilö"))),
    Question("note", "Viesti", "textarea", "", required=False),
    Question("agreed", "Asiakas antoi suostumuksensa", "checkbox", True, hint="Suostumuksen voi peruuttaa yhtä helposti."),
)
CHOICES = (
    Choice("care", "Asiakaspalvelu", "Hoidamme asiakassuhdetta ja tilauksia.", 1),
    Choice("books", "Kirjanpito", "Kirjanpitolaki velvoittaa säilyttämään tositteet.", 5),
    Choice("letter", "Uutiskirje", "Lähetämme uutiskirjeen niille, jotka sen tilasivat.", 4),
)
PICKER = Picker(CHOICES, CHOICES[0], "", "")
PERSON = (("Etunimi", "Aino"), ("Sukunimi", "Esimerkki"), ("Sähköpostiosoite", "aino.esimerkki@posti.example"), ("Puhelin", "040 000 0000"))
LOCKED = {"name": "Henkilötunnus", "purposes": CHOICES[1:2], "roles": "luottopäättäjä"}
STATES = ("kept", "attested", "said", "broken")
PROMISES = (
    (
        "broken",
        "Tarkastuspyyntöihin vastataan kuukauden kuluessa.",
        "Pyyntöön 2026-0142 piti vastata viimeistään ma 16.11.2026; siitä on 6 päivää. Vastaa nyt ja kerro pyytäjälle viivästyksen syy.",
    ),
    (
        "kept",
        "Henkilötunnus säilytetään vain luottotietojen tarkistuksen ajan.",
        "Avoimia tarkistuksia 2, vanhin avattu 20.11.2026. Muualla ei ole yhtään henkilötunnusta.",
    ),
)
TOAST = {"text": "Asiakassuhde päätettiin.", "undo": ""}
