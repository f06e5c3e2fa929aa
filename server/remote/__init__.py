"""Another SPARQL engine behind our pages, queries and guards: `parley serve --endpoint URL`."""
