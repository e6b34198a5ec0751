// The cards of a role-play, one at a time, as one holds them in the hand; or all of them.

import { say } from './words.js';

export function start() {
  for (const scene of document.querySelectorAll('.role-play')) {
    const cards = [...scene.children].filter((part) => part.matches('.part'));
    if (cards.length > 1) deal(scene, cards);
  }
}

function deal(scene, cards) {
  const deck = scene.querySelector('template').content.firstElementChild.cloneNode(true);
  const place = deck.querySelector('.place');
  const [back, next, all] = ['back', 'next', 'all'].map((name) => deck.querySelector(`[name=${name}]`));
  const isWhole = () => all.getAttribute('aria-pressed') === 'true';
  let at = 0;

  function show() {
    const whole = isWhole();
    for (const card of cards) {
      card.hidden = false;
      // What is hidden so is still found by a search in the page.
      if (!whole && card !== cards[at]) card.setAttribute('hidden', 'until-found');
    }
    place.textContent = whole
      ? say('cards_count', { cards: cards.length })
      : say('cards_place', { card: at + 1, cards: cards.length });
    back.setAttribute('aria-disabled', whole || at === 0);
    next.setAttribute('aria-disabled', whole || at === cards.length - 1);
  }

  function turn(to) {
    if (isWhole() || to < 0 || to >= cards.length) return;
    at = to;
    show();
    deck.scrollIntoView({ block: 'nearest' });
  }

  /** The card that the address names is the one on top. */
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const found = cards.findIndex((card) => card.contains(target));
    if (found < 0) return;
    turn(found);
    target.scrollIntoView();
  }

  back.onclick = () => turn(at - 1);
  next.onclick = () => turn(at + 1);
  all.onclick = () => {
    all.setAttribute('aria-pressed', !isWhole());
    show();
  };
  for (const [index, card] of cards.entries()) card.addEventListener('beforematch', () => turn(index));
  cards[0].before(deck);
  deck.append(...cards);
  show();
  follow();
  addEventListener('hashchange', follow);
}
