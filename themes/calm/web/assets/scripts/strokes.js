// A drawing as it is kept: a list of strokes, each a tool and whole numbers in the frame's own measure, and what they look like.
//
// A pen: `["thin", x, y, x, y, …]`. A stamp: `["circle", x, y, radius]`. A frame is 1000 wide.

/** How high each frame is. */
export const HEIGHT = { full: 750, half: 500, circle: 1000 };

const WIDTH = 1000;

const PENS = ['thin', 'thick', 'dots', 'dashes', 'brush'];

/** What each stamp looks like around its middle. */
const STAMPS = {
  circle: (x, y, r) => `M${x + r} ${y}a${r} ${r} 0 1 0 ${-2 * r} 0a${r} ${r} 0 1 0 ${2 * r} 0`,
  square: (x, y, r) => `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
  triangle: (x, y, r) => `M${x} ${y - r}l${r} ${2 * r}h${-2 * r}z`,
};

const SMALLEST = 50;

/** In the frame's measure: points nearer than this are one, and so far may a line be from its points. */
const NEAR = 6;
const OFF = 2;

/** Lines longer than this keep their points, so that a wide curve stays a curve. */
const LONG = 60;

/** A stroke that begins at a place. */
export function begin(tool, x, y) {
  return tool in STAMPS ? [tool, x, y, SMALLEST] : [tool, x, y];
}

/** The stroke, gone on to a place: a pen's line is longer, a stamp is larger. */
export function extend(stroke, x, y) {
  const [tool, fromX, fromY] = stroke;
  if (tool in STAMPS) {
    const radius = Math.round(Math.hypot(x - fromX, y - fromY));
    return [tool, fromX, fromY, Math.min(Math.max(radius, SMALLEST), WIDTH)];
  }
  const [lastX, lastY] = stroke.slice(-2);
  if (Math.hypot(x - lastX, y - lastY) < NEAR) return stroke;
  const [beforeX, beforeY] = stroke.length > 4 ? stroke.slice(-4) : [NaN, NaN];
  const long = Math.hypot(x - beforeX, y - beforeY);
  const off = Math.abs((x - beforeX) * (beforeY - lastY) - (beforeX - lastX) * (y - beforeY)) / long;
  // The point between two others on one line says nothing.
  const said = long < LONG && off < OFF ? stroke.slice(0, -2) : stroke;
  return [...said, x, y];
}

/** Whether this is a stroke that can be drawn: nobody knows who wrote what comes from a file. */
export function isStroke(stroke) {
  if (!Array.isArray(stroke)) return false;
  const [tool, ...numbers] = stroke;
  const count = tool in STAMPS ? numbers.length === 3 : PENS.includes(tool) && numbers.length % 2 === 0;
  return count && numbers.length > 0 && numbers.every((each) => Number.isInteger(each) && each >= 0 && each <= WIDTH);
}

/** The path of a stroke, a little rounder than its points. */
export function path([tool, x, y, ...rest]) {
  if (tool in STAMPS) return STAMPS[tool](x, y, ...rest);
  let way = `M${x} ${y}`;
  for (let at = 0; at + 3 < rest.length; at += 2) {
    const [nowX, nowY, nextX, nextY] = rest.slice(at, at + 4);
    way += `Q${nowX} ${nowY} ${(nowX + nextX) / 2} ${(nowY + nextY) / 2}`;
  }
  const [endX, endY] = rest.length > 0 ? rest.slice(-2) : [x, y];
  return `${way}L${endX} ${endY}`;
}

/** A stroke as an element of a picture. */
export function mark(stroke) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  element.setAttribute('class', `ink ${stroke[0]}`);
  element.setAttribute('d', path(stroke));
  return element;
}

/** The picture of a frame, with `strokes` in it. */
export function picture(frame, strokes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  element.setAttribute('viewBox', `0 0 ${WIDTH} ${HEIGHT[frame]}`);
  element.append(...strokes.map(mark));
  return element;
}
