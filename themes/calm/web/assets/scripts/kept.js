// What may be kept about a person, in which shape, and the file that carries it from one device to another. What comes
// from a file is taken apart and made anew: nobody knows who wrote it.

import { HEIGHT, isStroke } from './strokes.js';

const FORMAT = 'curricle-workbook';
const VERSION = 1;

/** In bytes: more than any browser keeps for a site. */
const MOST = 20_000_000;

const CODE = '[^\\s:]{1,60}';
const isCode = (code) => typeof code === 'string' && new RegExp(`^${CODE}$`).test(code);
const isLanguage = (language) => typeof language === 'string' && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language);
const isName = (name) => typeof name === 'string' && /^[\w-]{1,60}$/.test(name);

/** Each kind of key, and what makes a value of it clean, or null. */
const KINDS = [
  [`answer:${CODE}:a[0-9a-f]{12}`, answer],
  [`drawing:${CODE}:[^\\s:]{1,200}`, drawing],
  [`done:${CODE}`, (value) => value === true || null],
  ['plan', (value) => list(value, isCode)],
  ['group', (value) => (isCode(value) ? value : null)],
  ['wishes', ({ tracks, goals }) => ({ tracks: list(tracks, isCode) ?? [], goals: list(goals, isCode) ?? [] })],
];

/** `value` as it may stand under `key`; null where neither is known. */
export function clean(key, value) {
  const kind = KINDS.find(([keys]) => new RegExp(`^${keys}$`).test(key));
  return kind && value !== null && value !== undefined ? kind[1](value) : null;
}

/** A file that holds all of `entries`, a map from keys to values. */
export function pack(entries) {
  return JSON.stringify({ format: FORMAT, version: VERSION, kept: Object.fromEntries(entries) }, null, 1);
}

/** What a file holds: `entries`, and how many were `left` out; or the `fault` for which nothing of it can be used. */
export async function unpack(file) {
  if (file.size > MOST) return { fault: 'large' };
  let read;
  try {
    read = JSON.parse(await file.text());
  } catch {
    return { fault: 'other_kind' };
  }
  if (read?.format !== FORMAT || typeof read.kept !== 'object' || read.kept === null) return { fault: 'other_kind' };
  if (read.version !== VERSION) return { fault: 'newer' };
  const found = Object.entries(read.kept);
  const entries = new Map(found.map(([key, value]) => [key, clean(key, value)]).filter(([, value]) => value !== null));
  return { entries, left: found.length - entries.size };
}

/** An answer with its question, as `answers.js` keeps it. */
function answer({ title, language, part, place, row, question, words, value }) {
  const about = {
    title: line(title),
    ...(isLanguage(language) ? { language } : {}),
    part: line(part),
    place: Number.isInteger(place) ? place : 0,
    ...(row ? { row: line(row) } : {}),
    question: line(question),
  };
  if (typeof value === 'string' && value !== '') return { ...about, value: plain(value) };
  const chosen = list(value, isName);
  if (!chosen?.length || !Array.isArray(words)) return null;
  return { ...about, words: words.slice(0, chosen.length).map(line), value: chosen };
}

/** A drawing with its words, as `drawing.js` keeps it. */
function drawing({ title, language, part, frame, strokes, words }) {
  if (!Object.hasOwn(HEIGHT, frame) || !Array.isArray(strokes) || !strokes.every(isStroke)) return null;
  const said = typeof words === 'string' ? plain(words) : '';
  if (strokes.length === 0 && said === '') return null;
  return { title: line(title), ...(isLanguage(language) ? { language } : {}), part: line(part), frame, strokes, words: said };
}

function list(value, is) {
  return Array.isArray(value) && value.length <= 1000 && value.every(is) ? [...new Set(value)] : null;
}

function line(text) {
  return typeof text === 'string' ? plain(text).slice(0, 1000) : '';
}

/** Text without the characters that move a terminal and mean nothing on a page. */
function plain(text) {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '');
}
