"""Writers: they turn evidence into sentences, each with its quotes."""
