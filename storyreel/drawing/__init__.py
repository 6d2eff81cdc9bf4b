"""One frame as paths, paints and images without pixels; damage, opacity and cost of drawings."""
