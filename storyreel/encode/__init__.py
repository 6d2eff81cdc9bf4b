"""From pixels to segments, and from segments to a clip: encoder, planes, container, segment
store.
"""
