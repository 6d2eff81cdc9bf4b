"""The studio: a clip seen live in the browser while its storyboard is written."""
