"""Style sheets, scripts and fonts of the pages of a browser deck."""

from __future__ import annotations

from importlib.resources import files

from storyreel.design.fonts import FontId, load_font, manifest
from storyreel.design.tokens import Color

_FACES = {500: FontId("sans", "medium"), 700: FontId("sans", "bold")}
FONTS = "fonts"


def font_files() -> dict[str, bytes]:
    """File name to content of the fonts of the pages, with their licence."""
    found = {_file_of(face): load_font(face).data for face in _FACES.values()}
    package = manifest()[_FACES[500]]["package"]
    return found | {"OFL.txt": files(package).joinpath("files/OFL.txt").read_bytes()}


def _file_of(face: FontId) -> str:
    return manifest()[face]["file"].rpartition("/")[2]


def shared_style() -> str:
    """The style sheet that all pages share: fonts and colours."""
    faces = "\n".join(
        f"@font-face {{ font-family: Manrope; font-weight: {weight}; font-display: block;"
        f' src: url("{FONTS}/{_file_of(face)}"); }}'
        for weight, face in _FACES.items()
    )
    return f"""\
{faces}
:root {{
  --pearl: {Color.PEARL}; --white: {Color.WHITE}; --charcoal: {Color.CHARCOAL};
  --navy: {Color.NAVY}; --gold: {Color.GOLD}; --gold-text: {Color.GOLD_TEXT};
  --slate: {Color.SLATE}; --hairline: {Color.HAIRLINE}; --cell: {Color.CELL};
  --shadow: 0 1px 2px rgb(26 54 93 / 8%), 0 6px 20px rgb(26 54 93 / 10%);
}}
html {{ font: 500 1rem/1.6 Manrope, system-ui, sans-serif; color: var(--charcoal);
  background: var(--pearl); }}
button {{ font: inherit; font-weight: 700; color: var(--navy); background: var(--white);
  border: 1px solid var(--hairline); border-radius: 999px; padding: 0.35em 0.9em;
  cursor: pointer; }}
button:hover {{ border-color: var(--navy); }}
button[aria-pressed="true"] {{ color: var(--white); background: var(--navy); }}
:focus-visible {{ outline: 3px solid var(--gold); outline-offset: 2px; }}
kbd {{ font: inherit; font-weight: 500; opacity: 0.65; margin-left: 0.35em; }}
"""


DECK_STYLE = """\
html, body { height: 100%; margin: 0; }
.reveal .slides { width: 100%; height: 100%; }
.reveal .slides section { padding: 0; width: 100%; height: 100%; }
.reveal .slides section:not(.present) { visibility: hidden; }
.reveal.overview .slides section { visibility: visible; }
.reveal video { position: absolute; inset: 0; margin: auto; max-width: none; max-height: none;
  width: calc(var(--share) * min(100vw, 100vh * var(--across) / var(--down)));
  height: auto; aspect-ratio: var(--across) / var(--down); }
.reveal video::cue { font: 700 1em Manrope, sans-serif; color: var(--white);
  background: var(--navy); }
.reveal .controls { color: var(--navy); opacity: 0; transition: opacity 0.3s; }
.reveal .progress { color: var(--navy); background: none; }
.tools { position: fixed; z-index: 20; top: 1.2vw; right: 1.2vw; display: flex; gap: 0.5em;
  align-items: center; font-size: clamp(0.75rem, 1.1vw, 1.2rem); opacity: 0;
  pointer-events: none; transition: opacity 0.3s; }
.tools button { box-shadow: var(--shadow); }
.tools output { font-weight: 700; color: var(--slate); margin-right: 0.5em;
  font-variant-numeric: tabular-nums; }
.awake .tools, .tools:focus-within { opacity: 1; pointer-events: auto; }
.awake .reveal .controls { opacity: 0.6; }
@media print { .tools { display: none; } }
"""

DECK_SCRIPT = """\
Reveal.initialize({
  // The style sheet lays the slides out: Chromium draws a player's buttons wrong where the
  // player is scaled and as wide as the page.
  disableLayout: true, hash: true, transition: 'none', backgroundTransition: 'none',
  controlsLayout: 'edges', controlsTutorial: false, scrollActivationWidth: null,
});
const videos = [...document.querySelectorAll('video')];
const tools = document.querySelector('.tools');

// Buttons show only while the pointer moves, so that they do not cover the last frame.
const wake = (awake) => {
  document.documentElement.classList.toggle('awake', awake);
  videos.forEach((video) => { video.controls = awake; });
};
let timer;
['pointermove', 'pointerdown'].forEach((name) => document.addEventListener(name, () => {
  wake(true);
  clearTimeout(timer);
  timer = setTimeout(wake, 2500, false);
}));
wake(false);

// Captions are off at first, as their words are in the picture too.
const captions = tools.querySelector('[name=captions]');
const tracks = videos.flatMap((video) => [...video.textTracks]);
const caption = () => {
  const show = captions.getAttribute('aria-pressed') !== 'true';
  captions.setAttribute('aria-pressed', show);
  tracks.forEach((track) => { track.mode = show ? 'showing' : 'hidden'; });
};
captions.addEventListener('click', caption);
Reveal.addKeyBinding({ keyCode: 67, key: 'C', description: 'Captions' }, caption);
tools.querySelector('[name=screen]').addEventListener('click', () => Reveal.triggerKey(70));

// Give the keyboard back to the presentation, and let the buttons hide.
tools.addEventListener('pointerup', () => setTimeout(() => document.activeElement.blur()));

const count = () => {
  tools.querySelector('output').value = `${Reveal.getIndices().h + 1} / ${videos.length}`;
};
Reveal.on('ready', count);
Reveal.on('slidechanged', count);
"""

SNIPPETS_STYLE = """\
body { max-width: 52rem; margin: 0 auto; padding: 4rem 1.5rem; }
h1, h2 { color: var(--navy); font-weight: 700; line-height: 1.2; letter-spacing: -0.01em;
  margin: 0; }
h1 { font-size: 2.4rem; }
h1::after { content: ""; display: block; width: 3.2rem; height: 4px; margin: 0.7rem 0 1.2rem;
  background: var(--gold); border-radius: 2px; }
h2 { font-size: 1.3rem; padding: 1.2rem 1.5rem 1rem; }
p { max-width: 44rem; margin: 0; }
section { margin-top: 2.5rem; background: var(--white); border: 1px solid var(--hairline);
  border-radius: 14px; box-shadow: var(--shadow); overflow: hidden; }
video { display: block; width: 100%; height: auto; border-block: 1px solid var(--hairline); }
.lines { position: relative; }
pre { margin: 0; padding: 1.2rem 6rem 1.2rem 1.5rem; font: 0.82rem/1.6 ui-monospace, monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.lines button { position: absolute; top: 0.9rem; right: 1rem; font-size: 0.8rem; }
code { font: 0.9em ui-monospace, monospace; background: var(--cell); border-radius: 5px;
  padding: 0.1em 0.35em; }
pre code { font: inherit; background: none; padding: 0; }
"""

SNIPPETS_SCRIPT = """\
// By a selection, which works on a page from the file system in every browser.
document.querySelectorAll('.lines button').forEach((button) => {
  button.addEventListener('click', () => {
    const chosen = getSelection();
    chosen.selectAllChildren(button.parentElement.querySelector('code'));
    button.textContent = document.execCommand('copy') ? 'Copied' : 'Press Ctrl+C';
    setTimeout(() => { button.textContent = 'Copy'; }, 2000);
  });
});
"""
