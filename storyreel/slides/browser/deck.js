// Reveal's own print view is not needed: the style sheet prints every slide.
if (/print-pdf/i.test(location.search)) history.replaceState(null, '', location.pathname);

const receiver = /receiver/i.test(location.search);  // a frame of the speaker view
document.documentElement.classList.toggle('receiver', receiver);

Reveal.initialize({
  width: 1280, height: 720, margin: 0, minScale: 0.05, maxScale: 16, center: false,
  hash: true, transition: 'none', backgroundTransition: 'none', autoPlayMedia: false,
  controlsLayout: 'edges', controlsTutorial: false, scrollLayout: 'compact', help: false,
  plugins: [RevealNotes],
});

const find = (selector) => document.querySelector(selector);
// A clip is a video, or an element of drawings with the same members.
const CLIPS = 'video, storyreel-clip';
const video = () => Reveal.getCurrentSlide()?.querySelector(CLIPS);

// ---- Playing: a clip is one stretch, or one for each beat where the deck stops at beats.

let stretch;

const beatsOf = (clip) => {
  clip.beats ??= JSON.parse(clip.dataset.beats);
  return clip.beats;
};
const lengthOf = (clip) => beatsOf(clip).at(-1).stop;
const stretches = (clip) => ('steps' in clip.dataset ? beatsOf(clip)
  : [{ start: 0, stop: lengthOf(clip), loop: false }]);
const halfFrame = (clip) => 0.5 / clip.dataset.fps;
const whenReady = (clip, act) => (clip.readyState > 0 ? act()
  : clip.addEventListener('loadedmetadata', act, { once: true }));

// Playing stops within the last frame of a stretch, so that this frame stays.
const rest = (clip) => {
  clip.pause();
  clip.currentTime = stretch.stop - halfFrame(clip);
};
const watch = () => {
  const clip = video();
  if (clip && stretch && !clip.paused && clip.currentTime >= stretch.stop - halfFrame(clip)) {
    if (stretch.loop) clip.currentTime = stretch.start;
    else rest(clip);
  }
  show();
  requestAnimationFrame(watch);
};
const play = () => {
  const clip = video();
  document.querySelectorAll(CLIPS).forEach((other) => { if (other !== clip) other.pause(); });
  find('.player').hidden = !clip;
  stretch = undefined;
  if (!clip) return;
  const index = Math.max(0, (Reveal.getIndices().f ?? -1) + 1);
  const part = stretches(clip)[index];
  stretch = part;
  mark(clip);
  whenReady(clip, () => {
    if (stretch !== part) return;
    if (receiver) return rest(clip);
    if (Math.abs(clip.currentTime - part.start) > halfFrame(clip) * 2) {
      clip.currentTime = part.start;
    }
    if (!Reveal.isPaused()) clip.play().catch(() => {});
  });
};
['ready', 'slidechanged', 'fragmentshown', 'fragmenthidden'].forEach((name) => Reveal.on(name, play));

const toggle = () => {
  const clip = video();
  if (!clip) return;
  if (!clip.paused) clip.pause();
  else if (clip.currentTime >= stretch.stop - 2 * halfFrame(clip)) play();
  else clip.play();
};
Reveal.addKeyBinding({ keyCode: 75, key: 'K', description: 'Pause the clip, or play on' }, toggle);
document.querySelectorAll(CLIPS).forEach((clip) => clip.addEventListener('click', () => {
  if (!Reveal.isOverview()) toggle();
}));

// A black screen pauses the clip, and the next key lets it play on.
let playing = false;
Reveal.on('paused', () => {
  playing = Boolean(video() && !video().paused);
  video()?.pause();
});
Reveal.on('resumed', () => { if (playing) video()?.play(); });
Reveal.on('overviewshown', () => {
  document.documentElement.classList.add('overview-open');
  video()?.pause();
});
Reveal.on('overviewhidden', () => document.documentElement.classList.remove('overview-open'));

// ---- The player: pause, position, time.

const clock = (seconds) => {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};
const mark = (clip) => {
  const length = lengthOf(clip);
  find('.track input').max = length;
  find('.track').querySelectorAll('i').forEach((tick) => tick.remove());
  beatsOf(clip).slice(1).forEach((beat) => {
    const tick = document.createElement('i');
    tick.style.left = `${(100 * beat.start) / length}%`;
    tick.title = beat.name;
    find('.track').append(tick);
  });
};
const show = () => {
  const clip = video();
  if (!clip || !stretch) return;
  find('.track input').value = clip.currentTime;
  find('.player output').value = `${clock(clip.currentTime)} / ${clock(lengthOf(clip))}`;
  find('[name=pause] span').textContent = clip.paused ? 'Play' : 'Pause';
};
find('.track input').addEventListener('input', (event) => {
  const clip = video();
  const time = Number(event.target.value);
  const parts = stretches(clip);
  const index = Math.max(0, parts.findLastIndex((part) => part.start <= time));
  if (parts.length > 1) Reveal.navigateFragment(index - 1);
  stretch = parts[index];
  clip.pause();
  clip.currentTime = Math.min(time, stretch.stop - halfFrame(clip));
});
find('[name=pause]').addEventListener('click', toggle);
requestAnimationFrame(watch);

// ---- Buttons show only while the pointer moves, so that they do not cover the last frame.

const wake = (awake) => document.documentElement.classList.toggle('awake', awake);
let timer;
['pointermove', 'pointerdown'].forEach((name) => document.addEventListener(name, () => {
  wake(true);
  clearTimeout(timer);
  timer = setTimeout(wake, 2500, false);
}));

// Captions are off at first, as their words are in the picture too.
const captions = find('[name=captions]');
const tracks = [...document.querySelectorAll(CLIPS)].flatMap((clip) => [...clip.textTracks]);
const caption = () => {
  const on = captions.getAttribute('aria-pressed') !== 'true';
  captions.setAttribute('aria-pressed', on);
  tracks.forEach((track) => { track.mode = on ? 'showing' : 'hidden'; });
};
captions.addEventListener('click', caption);
captions.hidden = !tracks.length;
Reveal.addKeyBinding({ keyCode: 67, key: 'C', description: 'Captions' }, caption);

const pressed = (name, act) => find(`[name=${name}]`).addEventListener('click', act);
pressed('speaker', () => Reveal.getPlugin('notes').open());
pressed('overview', () => Reveal.toggleOverview());
pressed('screen', () => Reveal.triggerKey(70));
const keys = find('.keys');
const help = () => (keys.open ? keys.close() : keys.showModal());
pressed('help', help);
document.addEventListener('keydown', (event) => { if (event.key === '?') help(); });

// Give the keyboard back to the presentation, and let the buttons hide.
document.addEventListener('pointerup', (event) => {
  if (event.target.closest('.tools, .player')) setTimeout(() => document.activeElement.blur());
});

const count = () => {
  find('.tools output').value = `${Reveal.getIndices().h + 1} / ${Reveal.getTotalSlides()}`;
};
Reveal.on('ready', count);
Reveal.on('slidechanged', count);
