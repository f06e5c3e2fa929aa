"""The OWL ontology, its schemes, reference data, shapes and checks."""
