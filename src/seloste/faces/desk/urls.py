"""The desk's addresses. They hold random ids, kinds and purposes; never a value about a person."""

from django.urls import path

from seloste.faces.desk import acts, card, customers, entries, find, life

app_name = "desk"
urlpatterns = [
    path("", find.find, name="find"),
    path("all/", find.browse, name="browse"),
    path("purpose/", find.purpose, name="purpose"),
    path("new/", customers.new, name="new"),
    path("<int:subject>/", card.card, name="card"),
    path("<int:subject>/life/", life.life, name="life"),
    path("<int:subject>/add/<slug:category>/", entries.add, name="add"),
    path("<int:subject>/edit/<slug:category>/<int:record>/", entries.edit, name="edit"),
    path("<int:subject>/begin/<slug:kind>/", acts.begin, name="begin"),
    path("<int:subject>/end/<int:matter>/", acts.end, name="end"),
    path("<int:subject>/consent/<slug:kind>/", acts.consent, name="consent"),
    path("<int:subject>/withdraw/<slug:purpose>/", acts.withdraw, name="withdraw"),
    path("<int:subject>/ban/", acts.ban, name="ban"),
    path("<int:subject>/secrecy/", acts.secrecy, name="secrecy"),
    path("<int:subject>/objection/", acts.objection, name="objection"),
    path("<int:subject>/lift/<int:refusal>/", acts.lift, name="lift"),
    path("<int:subject>/restrict/", acts.restrict, name="restrict"),
    path("<int:subject>/unrestrict/<int:restriction>/", acts.unrestrict, name="unrestrict"),
    path("<int:subject>/void/<int:event>/", acts.void, name="void"),
]
