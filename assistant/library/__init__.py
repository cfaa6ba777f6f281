"""The library: what is read, how it is cut, where it is kept and how it is found."""
