// The words that scripts show, in the language of the page: from the theme's strings that begin with `script_`.

const { lang, dir } = document.documentElement;
const { default: words } = await import(`./words.${lang}.js`);
const forms = new Intl.PluralRules(lang);

/** In a script that runs from right to left what fills a hole stands apart, or a number with hyphens would be turned around. */
const apart = (value) => (dir === 'rtl' ? `\u2068${value}\u2069` : value);

/** The sentence under `key`, with `{name}` filled in from `values`. A number for `{n}` chooses the form: "1 answer", "2 answers". */
export function say(key, values = {}) {
  const counted = 'n' in values ? words[`${key}_${forms.select(values.n)}`] : undefined;
  const sentence = counted ?? words[key] ?? key;
  return sentence.replace(/\{(\w+)\}/g, (hole, name) => (name in values ? apart(values[name]) : hole));
}
