"""Parts of the dataset generation loop."""
