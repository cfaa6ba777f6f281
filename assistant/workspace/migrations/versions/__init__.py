"""One file a step, never changed once released. `store.REVISIONS` lists them in order."""
