"""From published clips to what a lesson is held with: decks, web pages, handouts, small loops."""
