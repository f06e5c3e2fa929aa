"""Namespaces of the graph; `PAR` lists the terms of `ontology/parley.ttl`.

Written by `python -m ontology.generate`; edit the ontology, not this file. A term whose name is a
keyword of Python is reached as `PAR["from"]`.
"""

# ruff: noqa: N815  terms keep the ontology's spelling
from rdflib import Namespace, URIRef
from rdflib.namespace import DefinedNamespace

OA = Namespace("http://www.w3.org/ns/oa#")
ORG = Namespace("http://www.w3.org/ns/org#")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
GEO = Namespace("http://www.w3.org/2003/01/geo/wgs84_pos#")


class PAR(DefinedNamespace):
    """Every class, property and individual that the ontology declares; others raise AttributeError."""

    _NS = Namespace("https://w3id.org/parley/def#")
    _fail = True
    _extras = ["from"]  # noqa: RUF012  rdflib declares it a list

    ActKind: URIRef
    Agency: URIRef
    Agreement: URIRef
    ArmedService: URIRef
    Article: URIRef
    Call: URIRef
    Cancelled: URIRef
    CommunicativeAct: URIRef
    Conference: URIRef
    Consultation: URIRef
    Country: URIRef
    CourtesyCall: URIRef
    Dialogue: URIRef
    DiplomaticEvent: URIRef
    EventSeries: URIRef
    EventStatus: URIRef
    Evidence: URIRef
    Exercise: URIRef
    ExerciseSeries: URIRef
    GovernmentBody: URIRef
    Held: URIRef
    Instrument: URIRef
    InternationalOrganization: URIRef
    MainNews: URIRef
    Meeting: URIRef
    Mentioned: URIRef
    MilitaryCommand: URIRef
    Ministry: URIRef
    Office: URIRef
    Official: URIRef
    Organ: URIRef
    Participation: URIRef
    Party: URIRef
    Place: URIRef
    Planned: URIRef
    Post: URIRef
    ReportingMode: URIRef
    Resolution: URIRef
    Signing: URIRef
    State: URIRef
    Statement: URIRef
    Summit: URIRef
    Talk: URIRef
    TalkSeries: URIRef
    Tenure: URIRef
    Topic: URIRef
    Visit: URIRef
    WordsSelector: URIRef
    abbreviation: URIRef
    acronym: URIRef
    actKind: URIRef
    addressee: URIRef
    adoptedBy: URIRef
    adoptedOn: URIRef
    attestedOn: URIRef
    capital: URIRef
    committedParty: URIRef
    concerns: URIRef
    confidence: URIRef
    continues: URIRef
    date: URIRef
    dateText: URIRef
    demonym: URIRef
    earliest: URIRef
    edition: URIRef
    editionForm: URIRef
    endYear: URIRef
    evidence: URIRef
    gist: URIRef
    hasParticipant: URIRef
    hasParty: URIRef
    headTitle: URIRef
    headquarters: URIRef
    heldBy: URIRef
    holds: URIRef
    hostParty: URIRef
    inCapacity: URIRef
    inSeries: URIRef
    isoCode: URIRef
    latest: URIRef
    madeIn: URIRef
    memberParty: URIRef
    ofParty: URIRef
    onBehalfOf: URIRef
    onMarginsOf: URIRef
    ordinal: URIRef
    partOfBody: URIRef
    participant: URIRef
    participation: URIRef
    participationOf: URIRef
    place: URIRef
    post: URIRef
    postIn: URIRef
    reachedIn: URIRef
    reportedAs: URIRef
    reportedIn: URIRef
    reports: URIRef
    role: URIRef
    rule: URIRef
    serves: URIRef
    sharedDemonym: URIRef
    signatory: URIRef
    speaker: URIRef
    speaksFor: URIRef
    startYear: URIRef
    status: URIRef
    symbol: URIRef
    territory: URIRef
    territoryOf: URIRef
    text: URIRef
    textDigest: URIRef
    topic: URIRef
    until: URIRef
    within: URIRef
