// The device's own voice. Other voices would send what they read to somebody else's computer.

/** A voice of this device for the language of the page, or undefined. */
export function localVoice() {
  const { lang } = document.documentElement;
  const [language] = lang.split('-');
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const own = voices.filter((voice) => voice.localService && voice.lang.split(/[-_]/)[0] === language);
  return own.find((voice) => voice.lang === lang) ?? own.find((voice) => voice.default) ?? own[0];
}
