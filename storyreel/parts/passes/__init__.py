"""What a model does with tokens: it reads, labels, writes on."""
