"""The office's addresses. A request is named by its number, which tells nothing of the person."""

from django.urls import path

from seloste.faces.office import board, explaining, filing, ledger, linking, people, requests, retention, reviews

app_name = "office"
urlpatterns = [
    path("", board.board, name="board"),
    path("retention/", retention.retention, name="retention"),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/reviews/", reviews.reviews, name="reviews"),
    path("explain/", explaining.explain, name="explain"),
    path("linking/", linking.link, name="linking"),
    path("people/", people.people, name="people"),
    path("people/record/", people.record, name="record"),
    path("requests/", requests.queue, name="requests"),
    path("requests/new/", filing.new_request, name="new_request"),
    path("requests/<slug:number>/", requests.show, name="request"),
    path("requests/<slug:number>/answer/", requests.answer, name="answer"),
    path("requests/<slug:number>/reject/", requests.reject, name="reject"),
    path("requests/<slug:number>/move/", requests.move, name="move"),
    path("requests/<slug:number>/package/", requests.package, name="package"),
]
