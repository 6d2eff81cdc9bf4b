"""What the help says: every command in a line, and examples of its use."""

from __future__ import annotations

RENDER = "render"
COMMANDS = {
    RENDER: "make clips: render, inspect and publish them (the word may be left out)",
    "list": "the clips there are, what is rendered of them, and whether it is current",
    "check": "check storyboards without rendering anything",
    "inspect": "check a published clip, or any video file",
    "slides": "put clips into a deck (PowerPoint, or a page for browsers), or on a handout",
    "export": "make a small loop for mail and chat, or single pictures, of a clip",
    "verify": "render a clip again in another way and compare the two, bit for bit",
    "sheet": "draw a contact sheet of a clip, or one full frame, without rendering a video",
    "schema": "write the JSON Schemas that let an editor complete and check storyboards",
    "clean": "remove stored segments and what killed runs left; published clips stay",
    "bench": "measure this machine for half a minute: what a clip takes at each quality",
    "doctor": "say what this machine has, what is missing, and how to mend it",
    "test": "run the project's tests; what follows is handed to pytest",
}

OVERVIEW = """\
Turns a storyboard (YAML) into a finished, validated teaching clip.

  render.py CLIP... [--quality Q]     render clips; all renders every one
  render.py --scene FILE.py:CLASS     render a plain Manim scene by the same fast way
  render.py COMMAND ...               do something else:

{commands}

Examples:
  render.py hour29 --quality 4k       media/hour29/hour29-4k.mp4, with poster and captions
  render.py all --quality smoke       every clip, tiny and quick
  render.py check                     are all storyboards right?
  render.py sheet hour29              the clip at a glance, as one picture
  render.py COMMAND --help            more about one command

Exit codes: 0 done; 1 a clip failed inspection (the old one stays); 2 the request or a storyboard
is wrong; 3 the machine is not able (a library, disk, memory); 130 interrupted.
"""

EXAMPLES = {
    RENDER: """\
examples:
  render.py hour29                            at 1080p
  render.py hour29 --quality 4k
  render.py hour29 hour30 --quality 720p --fps 60
  render.py all --quality smoke --json
  render.py hour29 --strict                   not published where anything is warned of
  render.py hour29 --storyboard draft.yaml --out /tmp/try
  render.py --scene lecture.py:Opening --quality 4k
""",
    "list": "examples:\n  render.py list\n  render.py list --json\n",
    "check": """\
examples:
  render.py check                             every storyboard
  render.py check hour29 --drawings           and all that can be seen without a picture
  render.py check --drawings --strict         warnings count as failures
""",
    "inspect": """\
examples:
  render.py inspect hour29                    the newest rendered quality
  render.py inspect hour29 --quality 4k --codec hevc
  render.py inspect hour29 --strict           warnings count as failures
  render.py inspect some-other-file.mp4       the rules that need nothing but the file
""",
    "verify": """\
examples:
  render.py verify hour29                     the newest rendered quality
  render.py verify hour29 --quality 4k --workers 1
""",
    "sheet": """\
examples:
  render.py sheet hour29                      start, middle and end of each beat
  render.py sheet hour29 --beat closing --every 0.1
  render.py sheet hour29 --at 12.4 --quality 4k    one full frame
  render.py sheet --parts                     what scenes can be made of
  render.py sheet hour29 --findings           with safe area, text sizes and what is wrong
""",
    "slides": """\
examples:
  render.py slides hour29 hour30 -o lesson.pptx       one slide for each clip
  render.py slides all -o lesson.pptx --on-click
  render.py slides hour29 --into my-own.pptx --slide 7
  render.py slides all --html lesson --pdf lesson.pdf
""",
    "export": """\
examples:
  render.py export hour29 --gif                       media/hour29/hour29.gif
  render.py export hour29 --webp --beat seed_lock -o lock.webp
  render.py export hour29 --frames pictures           one picture of each beat
  render.py export hour29 --frames pictures --from 12 --to 14 --quality 4k
""",
    "clean": "examples:\n  render.py clean\n  render.py clean --json\n",
    "schema": "examples:\n  render.py schema\n  render.py schema --check\n",
    "bench": "examples:\n  render.py bench\n  render.py bench hour29 --json\n",
    "doctor": "examples:\n  render.py doctor\n  render.py doctor --json\n",
    "test": """\
examples:
  render.py test
  render.py test -m slow                      what takes longer: 4K, 8K
  render.py test -m faults                    programs killed, starved and fed garbage
  render.py test -k timeline
""",
}
