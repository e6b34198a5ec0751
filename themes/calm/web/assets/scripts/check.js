// A self-check: what an author says of a choice is shown when it is made. No marks, no sums.

export function start() {
  for (const feedback of document.querySelectorAll('.feedback')) {
    const choices = feedback.closest('.choices');
    choices.addEventListener('change', () => feedback.replaceChildren(...said(choices)));
  }
}

/** What is said of the choices made; of a single one that is not right, also what is said of the right one. */
function said(choices) {
  const chosen = [...choices.querySelectorAll(':scope > .choice > :checked')];
  if (chosen.length === 0) return [];
  const rows = [...choices.querySelectorAll('[data-for]')];
  const of = chosen.map((choice) => rows.find((row) => row.dataset.for === choice.value));
  const [first] = of;
  if (chosen[0].type === 'radio' && !first.matches('.right')) of.push(...rows.filter((row) => row.matches('.right')));
  const list = document.createElement('ul');
  list.append(...of.map((row) => row.cloneNode(true)));
  return [list];
}
