"""Layered layouts of directed graphs: boxes in layers, arrows that lead around boxes.

The steps are those of Sugiyama, Tagawa and Toda (1981): break cycles, layer by the longest path,
order the layers by the mean place of neighbours, and place boxes near their neighbours. Arrows that
close a cycle run back along lanes outside all boxes.
"""
