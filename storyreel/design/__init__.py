"""What all clips share: colours, type, layout, easing, fonts, text as outlines."""
