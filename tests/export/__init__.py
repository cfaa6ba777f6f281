"""Papers made of a statement: their words, their look, their numbering."""
