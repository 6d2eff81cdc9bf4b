"""Published clips as decks, web pages, handouts and loops."""
