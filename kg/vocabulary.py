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
    Amends: URIRef
    ArmedService: URIRef
    Article: URIRef
    Asserted: URIRef
    Attributed: URIRef
    Begins: URIRef
    Call: URIRef
    CalledOff: URIRef
    Cancelled: URIRef
    Civil: URIRef
    CommunicativeAct: URIRef
    Conference: URIRef
    Consultation: URIRef
    Country: URIRef
    CourtesyCall: URIRef
    Delegation: URIRef
    Dialogue: URIRef
    DiplomaticEvent: URIRef
    Effect: URIRef
    Ends: URIRef
    EventSeries: URIRef
    EventStatus: URIRef
    Evidence: URIRef
    Exercise: URIRef
    ExerciseSeries: URIRef
    Extends: URIRef
    GovernmentBody: URIRef
    Held: URIRef
    Hypothetical: URIRef
    Instrument: URIRef
    InstrumentChange: URIRef
    Intended: URIRef
    InternationalOrganization: URIRef
    JointStatement: URIRef
    MainNews: URIRef
    Meeting: URIRef
    Memorandum: URIRef
    Mentioned: URIRef
    Military: URIRef
    MilitaryCommand: URIRef
    Ministerial: URIRef
    Ministry: URIRef
    Modality: URIRef
    NameForm: URIRef
    Negated: URIRef
    Office: URIRef
    Official: URIRef
    Organ: URIRef
    Participation: URIRef
    Party: URIRef
    Place: URIRef
    Planned: URIRef
    Post: URIRef
    Recalled: URIRef
    ReportingMode: URIRef
    Resolution: URIRef
    Resumes: URIRef
    SeniorOfficial: URIRef
    SeniorityLevel: URIRef
    Side: URIRef
    Signing: URIRef
    Signs: URIRef
    State: URIRef
    Statement: URIRef
    Summit: URIRef
    Suspends: URIRef
    Talk: URIRef
    TalkSeries: URIRef
    Tenure: URIRef
    TopLevel: URIRef
    Topic: URIRef
    Treaty: URIRef
    ViceMinisterial: URIRef
    Visit: URIRef
    WordsSelector: URIRef
    WorkingLevel: URIRef
    abbreviation: URIRef
    acronym: URIRef
    actKind: URIRef
    addressee: URIRef
    adoptedBy: URIRef
    adoptedOn: URIRef
    attestedOn: URIRef
    capital: URIRef
    changedBy: URIRef
    changedOn: URIRef
    changes: URIRef
    committedParty: URIRef
    concerns: URIRef
    confidence: URIRef
    continues: URIRef
    date: URIRef
    dateText: URIRef
    decidedBy: URIRef
    delegate: URIRef
    delegateIn: URIRef
    delegation: URIRef
    demonym: URIRef
    duringVisit: URIRef
    earliest: URIRef
    edition: URIRef
    editionForm: URIRef
    effect: URIRef
    endYear: URIRef
    evidence: URIRef
    gist: URIRef
    hadOnMargins: URIRef
    hasPartEvent: URIRef
    hasParticipant: URIRef
    hasParty: URIRef
    headOfDelegation: URIRef
    headTitle: URIRef
    headquarters: URIRef
    heldBy: URIRef
    holds: URIRef
    hostParty: URIRef
    inCapacity: URIRef
    inForceFrom: URIRef
    inForceUntil: URIRef
    inSeries: URIRef
    isoCode: URIRef
    latest: URIRef
    literalForm: URIRef
    madeIn: URIRef
    memberOf: URIRef
    memberParty: URIRef
    modality: URIRef
    nameForm: URIRef
    nameFormOf: URIRef
    nameLanguage: URIRef
    nameOrder: URIRef
    nextEdition: URIRef
    occasioned: URIRef
    ofParty: URIRef
    onBehalfOf: URIRef
    onMarginsOf: URIRef
    ordinal: URIRef
    organizer: URIRef
    partOfBody: URIRef
    partOfEvent: URIRef
    participant: URIRef
    participation: URIRef
    participationOf: URIRef
    place: URIRef
    post: URIRef
    postIn: URIRef
    previousEdition: URIRef
    produced: URIRef
    reachedIn: URIRef
    replacedBy: URIRef
    replaces: URIRef
    reportedAs: URIRef
    reportedIn: URIRef
    reports: URIRef
    represents: URIRef
    role: URIRef
    rule: URIRef
    seniority: URIRef
    sentTo: URIRef
    serves: URIRef
    sharedDemonym: URIRef
    side: URIRef
    signatory: URIRef
    signedIn: URIRef
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
