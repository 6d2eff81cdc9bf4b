// <storyreel-clip clip="NAME">: a clip as drawings, with controls, chapters and captions.
// Attributes: clip (the name it was registered under), autoplay, loop, steps (pause after each
// beat), controls="none" (a click still plays), controls="off" (the page controls it, by the members
// of a video: currentTime, paused, readyState, play, pause, textTracks). Its content, the closing frame, shows until the clip can be drawn, in
// print, and where scripts do not run. On a page with a dark `color-scheme` its controls are light.

(function () {
"use strict";

const { Drawings, Painter } = Storyreel;
const registered = new Map();
const waiting = new Map();

// Called by the script of a clip with its words, times and packed drawings.
Storyreel.register = function (name, clip) {
  registered.set(name, clip);
  for (const element of waiting.get(name) || []) element.show(clip);
  waiting.delete(name);
};

const STYLE = `
:host { --ink: #2D3748; --pale: #5B6B82; --paper: #FFFFFF; --ground: #F5F7FA; --cell: #E9EEF4; --hover: #E3E9F1; --track: #D5DEE9; --done: #1A365D; --gold: #A6831B; --key: #866C1A;
  display: block; position: relative; font: 500 15px/1.3 Manrope, system-ui, sans-serif; color: var(--ink); -webkit-user-select: none; user-select: none; }
@supports (color: light-dark(red, red)) {
  :host { --ink: light-dark(#2D3748, #E6ECF4); --pale: light-dark(#5B6B82, #A9B7C9); --paper: light-dark(#FFFFFF, #1E2836); --ground: light-dark(#F5F7FA, #141C28); --cell: light-dark(#E9EEF4, #222D3D);
    --hover: light-dark(#E3E9F1, #2A3648); --track: light-dark(#D5DEE9, #3C4A5F); --done: light-dark(#1A365D, #93B4DC); --gold: light-dark(#A6831B, #D9B441); --key: light-dark(#866C1A, #D9B441); }
}
:host([hidden]) { display: none; }
.stage { position: relative; aspect-ratio: var(--aspect, 16 / 9); background: #F5F7FA; overflow: hidden; container-type: inline-size;
  border-radius: var(--storyreel-radius, 10px); outline-offset: 3px; cursor: pointer; }
.stage:focus-visible { outline: 3px solid var(--gold); }
canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; }
.start { position: absolute; inset: 0; margin: auto; width: 84px; width: clamp(48px, 13cqw, 84px); aspect-ratio: 1; display: grid; place-items: center; padding: 0; border: 0; border-radius: 50%;
  background: #1A365D; cursor: pointer; opacity: 0; pointer-events: none; transition: opacity .2s, transform .2s; }
.start svg { width: 43%; height: auto; fill: #FAFAFA; margin-left: 6%; }
:host([waiting]) .start { opacity: .94; pointer-events: auto; }
.start:hover { transform: scale(1.06); }
.bar { display: flex; align-items: center; gap: 14px; height: 48px; }
.bar button { width: 36px; height: 36px; flex: none; border: 0; border-radius: 50%; padding: 0; background: none; color: inherit;
  cursor: pointer; display: grid; place-items: center; }
.bar button:hover { background: var(--hover); }
.bar button:focus-visible, .beats:focus-visible { outline: 3px solid var(--gold); outline-offset: 2px; }
.bar svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
.bar .play svg { fill: currentColor; }
.beats { flex: 1; display: flex; gap: 4px; height: 36px; align-items: center; position: relative; cursor: pointer; touch-action: none; border-radius: 6px; }
.beat { height: 6px; border-radius: 3px; background: var(--track); overflow: hidden; position: relative; transition: height .15s; }
.beats:hover .beat { height: 10px; border-radius: 5px; }
.beat i { position: absolute; inset: 0; background: var(--done); transform-origin: left; transform: scaleX(0); }
.beat.now i { background: var(--gold); }
.tip { position: absolute; bottom: 34px; padding: 4px 10px; border-radius: 6px; background: #2D3748; color: #FAFAFA; white-space: nowrap;
  transform: translateX(-50%); opacity: 0; transition: opacity .12s; pointer-events: none; font-size: 13px; }
.beats:hover .tip:not(:empty) { opacity: 1; }
.time { font-variant-numeric: tabular-nums; min-width: 5.4em; text-align: right; color: var(--pale); }
.words { margin: 0; padding: 10px 16px; border-radius: 8px; background: var(--cell); font-weight: 600; font-size: 17px; min-height: 1.3em; }
.words[hidden] { display: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
dialog { border: 0; border-radius: 14px; padding: 22px 28px; background: var(--paper); color: inherit; font: inherit; box-shadow: 0 14px 50px rgb(26 54 93 / .3); }
dialog:focus { outline: none; }
dialog h2 { margin: 0 0 10px; font-size: 19px; }
dialog dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 18px; margin: 0; }
dialog dt { font-weight: 700; color: var(--key); }
dialog dd { margin: 0; }
dialog::backdrop { background: rgb(45 55 72 / .35); }
:host([controls=none]) .bar, :host([controls=off]) :is(.bar, .start) { display: none; }
:host([controls=off]) .words:not([hidden]) { position: absolute; inset: auto 0 0; z-index: 1; border-radius: 0; text-align: center; }
:host([controls=off]) .stage { border-radius: 0; cursor: inherit; }
:host(:fullscreen) { background: var(--ground); display: flex; flex-direction: column; justify-content: center; padding: 0 2vw; }
:host(:fullscreen) .stage { width: min(100%, calc((100vh - 64px) * var(--ratio, 1.778))); margin: 0 auto; }
:host(:fullscreen) .bar { width: min(100%, calc((100vh - 64px) * var(--ratio, 1.778))); margin: 0 auto; }
.still { display: none; }
:host(:not([ready])) .still { display: block; position: absolute; inset: 0; }
::slotted(*) { display: block; width: 100%; height: auto; }
@media print {
  .bar, .start, .words, canvas { display: none !important; }
  .stage { break-inside: avoid; }
  .still, :host(:not([ready])) .still { display: block; position: absolute; inset: 0; }
}
`;

const ICONS = {
  play: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 4.5v15l12-7.5z"/></svg>',
  pause: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M7 5h3v14H7zM14 5h3v14h-3z"/></svg>',
  again: '<svg viewBox="0 0 24 24" aria-hidden="true" style="fill:none"><path d="M4 12a8 8 0 1 0 2.6-5.9M4 3.5V8h4.5"/></svg>',
  captions: '<svg viewBox="0 0 24 24" aria-hidden="true"><rect x="3" y="5" width="18" height="14" rx="3"/><path d="M7 14h4M13 14h4M7 10.5h6M15 10.5h2"/></svg>',
  full: '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/></svg>',
};

const KEYS = [
  ["Space, K", "play or pause"], ["← →", "back or on by a second"], [", .", "one frame back or on"],
  ["J L", "back or on by five seconds"], ["[ ]", "previous or next beat"], ["Home End", "first or last frame"],
  ["1 – 9", "go to that beat"], ["C", "captions as text"], ["F", "full screen"], ["?", "these keys"],
];

class StoryreelClip extends HTMLElement {
  constructor() {
    super();
    this.attachShadow({ mode: "open" }).innerHTML = `<style>${STYLE}</style>
      <div class="stage" tabindex="0" role="img"><div class="still"><slot></slot></div><canvas></canvas>
        <button class="start" tabindex="-1" aria-hidden="true">${ICONS.play}</button></div>
      <p class="words" hidden></p>
      <div class="bar" role="group" aria-label="Controls">
        <button class="play" aria-label="Play">${ICONS.play}</button>
        <div class="beats" tabindex="0" role="slider" aria-label="Position" aria-valuemin="0"><div class="tip"></div></div>
        <span class="time"></span>
        <button class="captions" aria-label="Captions as text" aria-pressed="false">${ICONS.captions}</button>
        <button class="full" aria-label="Full screen">${ICONS.full}</button>
      </div>
      <p class="unseen" aria-live="polite"></p><dialog aria-label="Keys"></dialog>`;
    this.parts = Object.fromEntries(["stage", "start", "words", "play", "beats", "tip", "time", "captions", "full", "unseen"]
      .map((name) => [name, this.shadowRoot.querySelector(`.${name}`)]));
    this.canvas = this.shadowRoot.querySelector("canvas");
    this.seconds = 0;
    this.playing = false;
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this._tick = this._tick.bind(this);
  }

  connectedCallback() {
    if (this.clip) return;
    this._listen();
    const name = this.getAttribute("clip"), clip = registered.get(name);
    if (clip) this.show(clip);
    else waiting.set(name, [...(waiting.get(name) || []), this]);
  }

  disconnectedCallback() {
    this.pause();
  }

  async show(clip) {
    this.clip = clip;
    this.style.setProperty("--aspect", `${clip.aspect[0]} / ${clip.aspect[1]}`);
    this.style.setProperty("--ratio", clip.aspect[0] / clip.aspect[1]);
    this.parts.stage.setAttribute("aria-label", clip.alt || clip.title);
    this._buildBeats();
    const drawings = new Drawings();
    this.painter = new Painter(drawings, this.canvas);
    for (const chunk of clip.chunks) await drawings.add(typeof chunk === "string" ? decoded(chunk) : chunk);
    clip.chunks = [];
    this._fit();
    this._seconds(0);
    this.setAttribute("ready", "");
    if (this.hasAttribute("autoplay") && !this.calm.matches) this.play();
    else this.setAttribute("waiting", "");
    this.dispatchEvent(new Event("ready"));
    this.dispatchEvent(new Event("loadedmetadata"));
  }

  get currentTime() {
    return this.seconds;
  }
  set currentTime(seconds) {
    if (this.painter) this.seek(seconds);
  }
  get paused() {
    return !this.playing;
  }
  get readyState() {
    return this.hasAttribute("ready") ? 4 : 0;
  }
  get textTracks() {
    const { words } = this.parts;
    return [{ set mode(mode) { words.hidden = mode !== "showing"; } }];
  }

  get duration() {
    return this.clip.frames / this.clip.fps;
  }
  get frame() {
    return Math.min(this.clip.frames - 1, Math.floor(this.seconds * this.clip.fps + 1e-6));
  }
  get beat() {
    const number = this.clip.beats.findIndex((beat) => this.seconds < beat.stop - 1e-9);
    return number < 0 ? this.clip.beats.length - 1 : number;
  }

  async play() {
    if (this.playing || !this.painter) return;
    if (this.seconds >= this.duration - 1e-6) this._seconds(0);
    this.playing = true;
    this.removeAttribute("waiting");
    this._then = { clock: performance.now(), seconds: this.seconds, beat: this.beat };
    this._request = requestAnimationFrame(this._tick);
    this._buttons();
    this.parts.unseen.textContent = this._said;
    this.dispatchEvent(new Event("play"));
  }

  pause() {
    if (!this.playing) return;
    this.playing = false;
    cancelAnimationFrame(this._request);
    this._tellPosition();
    this._buttons();
    this.dispatchEvent(new Event("pause"));
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  seek(seconds) {
    this.removeAttribute("waiting");
    this._seconds(seconds);
    if (this.playing) this._then = { clock: performance.now(), seconds: this.seconds, beat: this.beat };
    this._buttons();
  }

  goToBeat(number) {
    const beats = this.clip.beats;
    this.seek(beats[Math.max(0, Math.min(beats.length - 1, number))].start);
  }

  _tick(clock) {
    const then = this._then, seconds = then.seconds + Math.max(0, clock - then.clock) / 1000;
    const beat = this.clip.beats[then.beat], last = 1 / this.clip.fps;
    if (this.hasAttribute("steps") && seconds >= beat.stop - last / 2 && then.beat < this.clip.beats.length - 1) {
      this._seconds(beat.stop - last / 2);
      this.pause();
      this.seconds = beat.stop;
      return;
    }
    if (seconds >= this.duration) {
      if (this.hasAttribute("loop")) {
        this._then = { clock, seconds: 0, beat: 0 };
      } else {
        this._seconds(this.duration);
        this.pause();
        return;
      }
    }
    this._seconds(this.hasAttribute("loop") ? seconds % this.duration : seconds);
    if (!this.hasAttribute("steps")) this._then.beat = this.beat;
    this._request = requestAnimationFrame(this._tick);
  }

  _seconds(seconds) {
    this.seconds = Math.max(0, Math.min(this.duration, seconds));
    this._paint();
    const { beats } = this.clip, now = this.beat;
    this._segments.forEach((segment, k) => {
      const share = (this.seconds - beats[k].start) / (beats[k].stop - beats[k].start);
      segment.firstChild.style.transform = `scaleX(${Math.max(0, Math.min(1, share))})`;
      segment.classList.toggle("now", k === now);
    });
    this.parts.time.textContent = `${clockText(this.seconds)} / ${clockText(this.duration)}`;
    if (!this.playing) this._tellPosition(); // else screen readers would say each second instead of the captions
    this._say();
  }

  _tellPosition() {
    this.parts.beats.setAttribute("aria-valuenow", this.seconds.toFixed(1));
    this.parts.beats.setAttribute("aria-valuetext", `${Math.round(this.seconds)} seconds, ${this.clip.beats[this.beat].title}`);
  }

  // With reduced motion a beat shows its closing frame from its start on.
  _paint() {
    const calm = this.calm.matches && this.playing;
    const frame = calm ? Math.ceil(this.clip.beats[this.beat].stop * this.clip.fps - 1e-6) - 1 : this.frame;
    this.painter.paint(Math.min(frame, this.clip.frames - 1));
  }

  _say() {
    const said = this.clip.captions.find((each) => each.start <= this.seconds && this.seconds < each.stop);
    const text = said ? said.text : this.seconds >= this.duration ? this.clip.captions.at(-1)?.text || "" : "";
    if (text === this._said) return;
    this._said = text;
    this.parts.words.textContent = text;
    if (this.playing) this.parts.unseen.textContent = text;
  }

  _buttons() {
    const ended = !this.playing && this.seconds >= this.duration - 1e-6;
    const [name, label] = this.playing ? ["pause", "Pause"] : ended ? ["again", "Play again"] : ["play", "Play"];
    this.parts.play.innerHTML = ICONS[name];
    this.parts.play.setAttribute("aria-label", label);
  }

  _buildBeats() {
    this._segments = this.clip.beats.map((beat) => {
      const segment = document.createElement("div");
      segment.className = "beat";
      segment.style.flex = `${beat.stop - beat.start} 1 0`;
      segment.innerHTML = "<i></i>";
      this.parts.beats.insertBefore(segment, this.parts.tip);
      return segment;
    });
    this.parts.beats.setAttribute("aria-valuemax", this.duration.toFixed(1));
    this.parts.time.textContent = `${clockText(0)} / ${clockText(this.duration)}`;
  }

  _fit() {
    const width = Math.round(this.parts.stage.clientWidth * devicePixelRatio);
    const height = Math.round(width * this.clip.aspect[1] / this.clip.aspect[0]);
    if (!width || (this.canvas.width === width && this.canvas.height === height)) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this._paint();
  }

  _listen() {
    const { stage, start, play, beats, captions, full } = this.parts;
    new ResizeObserver(() => this.painter && this._fit()).observe(stage);
    if (this.getAttribute("controls") === "off") {
      stage.removeAttribute("tabindex");
      return;
    }
    stage.addEventListener("click", (event) => event.target !== start && !start.contains(event.target) && this.toggle());
    start.addEventListener("click", () => this.play());
    play.addEventListener("click", () => this.toggle());
    captions.addEventListener("click", () => this._toggleCaptions());
    full.addEventListener("click", () => this._toggleFull());
    beats.addEventListener("pointerdown", (event) => {
      beats.setPointerCapture(event.pointerId);
      this._dragged = this.playing;
      this.pause();
      this.seek(this._secondsAt(event));
    });
    beats.addEventListener("pointermove", (event) => {
      this._tip(event);
      if (beats.hasPointerCapture(event.pointerId)) this.seek(this._secondsAt(event));
    });
    beats.addEventListener("pointerup", () => this._dragged && this.play());
    this.shadowRoot.addEventListener("keydown", (event) => this._key(event));
    this.shadowRoot.querySelector("dialog").addEventListener("click", (event) => event.currentTarget.close());
  }

  _secondsAt(event) {
    for (const [k, segment] of this._segments.entries()) {
      const box = segment.getBoundingClientRect(), { start, stop } = this.clip.beats[k];
      if (event.clientX <= box.right || k === this._segments.length - 1) {
        return start + (stop - start) * Math.max(0, Math.min(1, (event.clientX - box.left) / box.width));
      }
    }
    return 0;
  }

  _tip(event) {
    const seconds = this._secondsAt(event), beat = this.clip.beats.find((each) => seconds < each.stop) || this.clip.beats.at(-1);
    this.parts.tip.textContent = `${clockText(seconds)}  ${beat.title}`;
    this.parts.tip.style.left = `${event.clientX - this.parts.beats.getBoundingClientRect().left}px`;
  }

  _toggleCaptions() {
    const shown = this.parts.words.toggleAttribute("hidden") === false;
    this.parts.captions.setAttribute("aria-pressed", String(shown));
  }

  _toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (this.requestFullscreen) this.requestFullscreen();
  }

  _key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.painter) return;
    if (event.target.localName === "button" && (event.key === " " || event.key === "Enter")) return;
    const step = 1 / this.clip.fps, beat = this.beat, beats = this.clip.beats;
    const actions = {
      " ": () => this.toggle(), k: () => this.toggle(), Enter: () => this.toggle(),
      ArrowLeft: () => this.seek(this.seconds - 1), ArrowRight: () => this.seek(this.seconds + 1),
      ",": () => this.seek((this.frame - 1) * step), ".": () => this.seek((this.frame + 1) * step),
      j: () => this.seek(this.seconds - 5), l: () => this.seek(this.seconds + 5),
      "[": () => this.goToBeat(this.seconds - beats[beat].start > 0.5 ? beat : beat - 1), "]": () => this.goToBeat(beat + 1),
      PageUp: () => this.goToBeat(beat - 1), PageDown: () => this.goToBeat(beat + 1),
      Home: () => this.seek(0), End: () => this.seek(this.duration),
      c: () => this._toggleCaptions(), f: () => this._toggleFull(), "?": () => this._help(),
    };
    const action = /^[1-9]$/.test(event.key) ? () => this.goToBeat(Number(event.key) - 1) : actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  }

  _help() {
    const dialog = this.shadowRoot.querySelector("dialog");
    dialog.innerHTML = `<h2>Keys</h2><dl>${KEYS.map(([key, what]) => `<dt>${key}</dt><dd>${what}</dd>`).join("")}</dl>`;
    dialog.showModal();
  }
}

function decoded(text) {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

function clockText(seconds) {
  const whole = Math.floor(seconds + 1e-6);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

customElements.define("storyreel-clip", StoryreelClip);
})();
