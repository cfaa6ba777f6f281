"""Text itself: Finnish, quotes, numbering, wording. Knows nothing of documents' storage or of the screen."""
