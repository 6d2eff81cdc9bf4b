"""What is published: names, captions, staging, publishing as one step, the inventory of
`media/`.
"""
