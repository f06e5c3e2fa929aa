"""The tables that researchers take away: one row a talk, participant, agreement, statement, official."""

# Saved queries over the merged graph; each names its columns, and its rows are sorted after it ran,
# because the engine sorts text on disk slowly.
PREFIXES = """PREFIX par: <https://w3id.org/parley/def#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""
_SOURCE = """OPTIONAL { %s par:evidence ?e . ?e oa:exact ?sentence ; oa:hasSource ?article .
    OPTIONAL { ?article dcterms:source ?source } }"""
_NAMED = "OPTIONAL { %s rdfs:label ?%s FILTER(LANG(?%s) IN ('', 'en')) }"


def _named(variable: str, name: str) -> str:
    return _NAMED % (variable, name, name)


def _event(term: str) -> str:
    dated = "OPTIONAL { ?event par:date ?date }"
    return f"OPTIONAL {{ ?act {term} ?event . {_named('?event', 'talk')} {dated} }}"


TABLES = {
    "talks": f"""SELECT ?event ?label ?status ?date ?earliest ?latest ?series ?ordinal
    (GROUP_CONCAT(DISTINCT ?form; separator="; ") AS ?forms)
    (GROUP_CONCAT(DISTINCT ?code; separator="; ") AS ?parties)
    (GROUP_CONCAT(DISTINCT ?town; separator="; ") AS ?places)
    (GROUP_CONCAT(DISTINCT ?iso; separator="; ") AS ?lands) WHERE {{
  ?event a ?class ; rdfs:label ?label . ?class skos:notation ?form .
  ?class rdfs:subClassOf* par:DiplomaticEvent
  FILTER NOT EXISTS {{ ?event a ?closer . ?closer rdfs:subClassOf ?class }}
  OPTIONAL {{ ?event par:status ?state BIND(LCASE(STRAFTER(STR(?state), "#")) AS ?status) }}
  OPTIONAL {{ ?event par:date ?date }}
  OPTIONAL {{ ?event par:earliest ?earliest ; par:latest ?latest }}
  OPTIONAL {{ ?event par:inSeries ?s {_named("?s", "series")} }}
  OPTIONAL {{ ?event par:ordinal ?ordinal }}
  OPTIONAL {{ ?event par:place ?p {_named("?p", "town")}
    OPTIONAL {{ ?p par:within ?country . ?country a par:Country ; par:isoCode ?iso }} }}
  OPTIONAL {{ ?event par:hasParty ?party . ?party par:isoCode|par:acronym ?code }}
}} GROUP BY ?event ?label ?status ?date ?earliest ?latest ?series ?ordinal""",
    "participants": f"""SELECT ?event ?talk ?date ?official ?name ?party ?post ?role ?sentence ?source
  WHERE {{ ?event par:participation ?part . ?part par:participant ?official {_named("?event", "talk")}
  OPTIONAL {{ ?event par:date ?date }} {_named("?official", "name")}
  OPTIONAL {{ ?part par:onBehalfOf ?side . ?side par:isoCode|par:acronym ?party }}
  OPTIONAL {{ ?part par:inCapacity ?tenure . ?tenure par:post ?seat . {_named("?seat", "post")} }}
  OPTIONAL {{ ?part par:role ?role }} {_SOURCE % "?part"} }}""",
    "agreements": f"""SELECT ?act ?kind ?gist ?event ?talk ?date
    (GROUP_CONCAT(DISTINCT ?code; separator="; ") AS ?parties)
    (GROUP_CONCAT(DISTINCT ?item; separator="; ") AS ?concerns) ?sentence ?source WHERE {{
  ?act a par:Agreement ; par:actKind/skos:notation ?kind ; par:gist ?gist . {_event("par:reachedIn")}
  OPTIONAL {{ ?act par:committedParty ?party . ?party par:isoCode|par:acronym ?code }}
  OPTIONAL {{ ?act par:concerns ?concerned {_named("?concerned", "item")} }} {_SOURCE % "?act"}
}} GROUP BY ?act ?kind ?gist ?event ?talk ?date ?sentence ?source""",
    "statements": f"""SELECT ?act ?kind ?gist ?speaker ?side ?addressee ?event ?talk ?date ?sentence ?source
  WHERE {{ ?act a par:Statement ; par:actKind/skos:notation ?kind ; par:gist ?gist ; par:speaker ?who .
  {_named("?who", "speaker")} OPTIONAL {{ ?act par:speaksFor ?for . ?for par:isoCode|par:acronym ?side }}
  OPTIONAL {{ ?act par:addressee ?to {_named("?to", "addressee")} }} {_event("par:madeIn")}
  {_SOURCE % "?act"} }}""",
    "officials": f"""SELECT ?official ?name ?party ?post ?body (MIN(?day) AS ?first) (MAX(?day) AS ?last)
  WHERE {{ ?official a par:Official {_named("?official", "name")}
  OPTIONAL {{ ?official par:serves ?side . ?side par:isoCode|par:acronym ?party }}
  OPTIONAL {{ ?official par:holds ?tenure . ?tenure par:post ?seat . {_named("?seat", "post")}
    OPTIONAL {{ ?tenure par:attestedOn ?day }}
    OPTIONAL {{ ?seat par:postIn ?in . ?in a par:GovernmentBody {_named("?in", "body")} }} }}
}} GROUP BY ?official ?name ?party ?post ?body""",
}
LISTS = frozenset({"forms", "parties", "places", "lands", "concerns"})
PARTIES = f"""SELECT ?party ?code ?label WHERE {{
  ?event par:hasParty ?party . ?party par:isoCode|par:acronym ?code {_named("?party", "label")} }}"""
PAIRS = """SELECT ?one ?other (COUNT(DISTINCT ?event) AS ?talks) (MIN(?day) AS ?first) (MAX(?day) AS ?last)
  WHERE { ?event par:hasParty ?a , ?b ; par:status par:Held . ?a par:isoCode|par:acronym ?one .
    ?b par:isoCode|par:acronym ?other OPTIONAL { ?event par:earliest ?day } FILTER(?one < ?other)
  } GROUP BY ?one ?other"""
