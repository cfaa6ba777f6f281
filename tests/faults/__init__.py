"""Faults of what the product leans on, each many times."""
