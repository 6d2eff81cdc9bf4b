"""One module per command, each with `run(options, project, voice) -> Reply`.

A module is imported when its command is called, so that `list` does not wait for what only
`render` needs.
"""
