// A frame to draw in, with a finger, a pen, a mouse or the arrow keys; or to put into words. It is kept on this device.

import * as store from './store.js';
import * as strokes from './strokes.js';
import { say } from './words.js';

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function start() {
  for (const canvas of document.querySelectorAll('.canvas')) offer(canvas);
}

function offer(canvas) {
  const section = canvas.closest('section');
  const drawing = canvas.nextElementSibling.content.firstElementChild.cloneNode(true);
  const { frame } = drawing.dataset;
  const name = section.getAttribute('aria-labelledby');
  const key = `drawing:${document.body.dataset.here}:${name}`;
  const height = strokes.HEIGHT[frame];
  const surface = strokes.picture(frame, []);
  const cursor = strokes.mark(['thin', 500, height / 2]);
  const button = (what) => drawing.querySelector(`[name=${what}]`);
  const status = drawing.querySelector('[role=status]');
  const words = drawing.querySelector('textarea');
  /** The strokes of the drawing, those before the last changes, the one that is being drawn, and where the arrow keys are. */
  let drawn = [];
  let past = [];
  let current;
  let at = [500, height / 2];

  function open() {
    const kept = store.get(key);
    drawn = Array.isArray(kept?.strokes) ? kept.strokes.filter(strokes.isStroke) : [];
    words.value = kept?.words ?? '';
    draw();
  }

  function draw() {
    surface.replaceChildren(...drawn.map(strokes.mark), cursor);
    const some = drawn.length > 0;
    canvas.classList.toggle('drawn', some);
    drawing.classList.toggle('wordless', words.value === '');
    const about = say(some ? 'drawing_some' : 'drawing_empty', { strokes: drawn.length });
    surface.setAttribute('aria-label', about);
    if (some) button('start').textContent = say('drawing_more');
  }

  function keep() {
    const title = document.querySelector('h1').textContent.trim();
    const part = document.getElementById(name).textContent.trim();
    const empty = drawn.length === 0 && words.value === '';
    if (empty) store.remove(key);
    else store.set(key, { title, language: section.closest('[lang]').lang, part, frame, strokes: drawn, words: words.value });
    return say(store.status() === 'saving' ? 'drawing_kept' : 'drawing_lost');
  }

  function change(to) {
    past.push(drawn);
    drawn = to;
    draw();
    status.textContent = keep();
  }

  function turn(on) {
    drawing.classList.toggle('live', on);
    canvas.classList.toggle('live', on);
    surface.setAttribute('role', on ? 'application' : 'img');
    if (on) surface.setAttribute('tabindex', 0);
    else surface.removeAttribute('tabindex');
    (on ? surface : button('start')).focus();
  }

  function begin(place) {
    const stroke = strokes.begin(drawing.querySelector('.tools :checked').value, ...place);
    current = { stroke, mark: strokes.mark(stroke) };
    cursor.before(current.mark);
  }

  function go(place) {
    at = place;
    cursor.setAttribute('d', strokes.path(['thin', ...at]));
    if (!current) return;
    current.stroke = strokes.extend(current.stroke, ...at);
    current.mark.setAttribute('d', strokes.path(current.stroke));
  }

  function finish() {
    if (!current) return;
    const { stroke } = current;
    current = undefined;
    change([...drawn, stroke]);
  }

  function abandon() {
    current?.mark.remove();
    current = undefined;
  }

  function undo() {
    abandon();
    drawn = past.pop() ?? drawn.slice(0, -1);
    draw();
    keep();
    status.textContent = say('drawing_undone');
  }

  const inside = (x, y) => [Math.round(Math.min(Math.max(x, 0), 1000)), Math.round(Math.min(Math.max(y, 0), height))];

  function place(event) {
    const box = surface.getBoundingClientRect();
    return inside(((event.clientX - box.left) / box.width) * 1000, ((event.clientY - box.top) / box.height) * height);
  }

  function typed(event) {
    const arrow = ARROWS[event.key];
    const step = event.shiftKey ? 5 : 25;
    if (arrow) go(inside(at[0] + arrow[0] * step, at[1] + arrow[1] * step));
    else if (event.key === 'z' && (event.ctrlKey || event.metaKey)) undo();
    else if (event.key === 'Escape') abandon();
    else if (event.key === ' ' && current) finish();
    else if (event.key === ' ') begin(at);
    else return;
    event.preventDefault();
    if (event.key !== ' ') return;
    const [left, top] = [at[0] / 10, (at[1] / height) * 100].map(Math.round);
    status.textContent = say(current ? 'drawing_down' : 'drawing_up', { left, top });
  }

  button('start').onclick = () => turn(true);
  button('done').onclick = () => turn(false);
  button('undo').onclick = undo;
  button('clear').onclick = () => {
    change([]);
    status.textContent = say('drawing_cleared');
  };
  words.oninput = () => {
    draw();
    status.textContent = keep();
  };
  surface.addEventListener('pointerdown', (event) => {
    if (!canvas.classList.contains('live') || event.button !== 0 || !event.isPrimary) return;
    surface.setPointerCapture(event.pointerId);
    begin(place(event));
  });
  surface.addEventListener('pointermove', (event) => {
    if (!surface.hasPointerCapture(event.pointerId)) return;
    for (const each of event.getCoalescedEvents?.() ?? [event]) go(place(each));
  });
  surface.addEventListener('pointerup', finish);
  // Two fingers move the page.
  surface.addEventListener('pointercancel', abandon);
  surface.addEventListener('keydown', typed);
  surface.addEventListener('blur', finish);
  store.watch((news) => {
    if ((news.key === key || news.key === null) && !canvas.classList.contains('live')) open();
  });

  cursor.setAttribute('class', 'cursor');
  for (const tool of drawing.querySelectorAll('[type=radio]')) tool.name = `tool-${name}`;
  canvas.append(surface);
  canvas.before(drawing);
  drawing.querySelector('.keys').before(canvas);
  surface.setAttribute('role', 'img');
  open();
}
