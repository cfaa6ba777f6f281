"""Measuring and fitting; nothing here is part of the product."""
