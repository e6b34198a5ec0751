// Reads the page aloud, sentence by sentence, with the device's own voice: the sentence stands in a bar, and is marked in the text.

import { keepAwake } from './awake.js';
import { localVoice } from './voice.js';
import { say } from './words.js';

const BLOCKS = 'h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, legend, label, summary, blockquote, pre';

/** What a page holds beside its text. */
const BESIDE = 'nav, button, template, svg, sup, .code, textarea, details:not([open]) > :not(summary), [role=status], [aria-hidden=true]';

const MARK = 'aloud';

let stop = () => {};

/** Reads from what is in view on. */
export function read() {
  stop();
  const passages = sentences(document.querySelector('main'));
  const bar = document.getElementById('aloud').content.firstElementChild.cloneNode(true);
  const shown = bar.querySelector('.sentence');
  const button = (name) => bar.querySelector(`[name=${name}]`);
  let at = Math.max(passages.findIndex((passage) => inView(passage)), 0);
  let paused = false;
  let spoken;

  function speak() {
    const { text, block } = passages[at];
    shown.textContent = text;
    mark(passages[at]);
    if (!inView(passages[at], bar)) block.scrollIntoView({ block: 'center' });
    silence();
    if (paused) return;
    spoken = new SpeechSynthesisUtterance(text);
    spoken.voice = localVoice();
    spoken.lang = spoken.voice.lang;
    spoken.onend = ({ target }) => target === spoken && turn(at + 1);
    speechSynthesis.speak(spoken);
  }

  /** What is cut off says that it has ended, too: nobody listens to it any more. */
  function silence() {
    spoken = undefined;
    speechSynthesis.cancel();
  }

  function turn(to) {
    if (to >= passages.length) {
      stop();
      return;
    }
    at = Math.max(to, 0);
    speak();
  }

  stop = () => {
    silence();
    keepAwake(false);
    mark();
    bar.remove();
    document.querySelector('.to-comfort').focus({ preventScroll: true });
    stop = () => {};
  };

  button('back').onclick = () => turn(at - 1);
  button('next').onclick = () => turn(at + 1);
  button('stop').onclick = () => stop();
  button('pause').onclick = () => {
    paused = !paused;
    button('pause').textContent = say(paused ? 'aloud_go_on' : 'aloud_pause');
    keepAwake(!paused);
    speak();
  };
  document.body.append(bar);
  button('pause').focus({ preventScroll: true });
  keepAwake(true);
  speak();
}

addEventListener('pagehide', () => stop());

/** Whether a sentence is below the bar at the top, and above the one that reads. */
function inView({ range }, bar) {
  const { top, bottom } = range.getBoundingClientRect();
  const begin = Math.max(document.querySelector('.top').getBoundingClientRect().bottom, 0);
  const end = bar ? bar.getBoundingClientRect().top : Infinity;
  return top > begin && bottom < end;
}

/** Marks a sentence, or none; where a browser cannot mark words, the paragraph that they stand in. */
function mark(passage) {
  document.querySelector(`.${MARK}`)?.classList.remove(MARK);
  if (!globalThis.Highlight) passage?.block.classList.add(MARK);
  else if (passage) CSS.highlights.set(MARK, new Highlight(passage.range));
  else CSS.highlights.delete(MARK);
}

/** The sentences of `root` that are shown, in order, each with its words, its place and the paragraph around it. */
function sentences(root) {
  const blocks = new Map();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    if (parent.closest(BESIDE) || parent.getClientRects().length === 0) continue;
    const block = parent.closest(BLOCKS) ?? parent;
    blocks.set(block, [...(blocks.get(block) ?? []), node]);
  }
  return [...blocks].flatMap(([block, nodes]) => cut(nodes).map((sentence) => ({ block, ...sentence })));
}

/** The sentences of one paragraph, which may begin in one text node and end in another. */
function cut(nodes) {
  const text = nodes.map((node) => node.data).join('');
  return segments(text).map(({ segment, index }) => {
    const range = document.createRange();
    range.setStart(...place(nodes, index));
    range.setEnd(...place(nodes, index + segment.trimEnd().length));
    return { text: segment.replace(/\s+/g, ' ').trim(), range };
  });
}

function segments(text) {
  const { lang } = document.documentElement;
  const cutter = globalThis.Intl?.Segmenter && new Intl.Segmenter(lang, { granularity: 'sentence' });
  const found = cutter
    ? [...cutter.segment(text)]
    : [...text.matchAll(/[^.!?…]+[.!?…”"]*\s*/g)].map(({ 0: segment, index }) => ({ segment, index }));
  return found.filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment));
}

/** The node and the place in it of a place in all of them. */
function place(nodes, index) {
  let rest = index;
  for (const node of nodes) {
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
  }
  return [nodes.at(-1), nodes.at(-1).length];
}
