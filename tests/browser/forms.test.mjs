// A PDF to fill in, as a browser shows it: pdf.js finds the fields, keeps what is written in them, and saves it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PUBLIC, files } from './support.mjs';

const WORDS = 'Déjà vu: ¿qué pasó? 5 €';

const open = (data) => getDocument({ data, isEvalSupported: false, verbosity: 0 }).promise;

/** The widgets of a document, page by page. */
async function widgets(pdf) {
  const all = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    all.push(...(await page.getAnnotations()).filter(({ subtype }) => subtype === 'Widget'));
  }
  return all;
}

/** What somebody writes into a widget: words, or a tick. */
const written = ({ checkBox, radioButton }) => ({ value: checkBox || radioButton ? true : WORDS });

describe('PDFs to fill in', { concurrency: 2 }, () => {
  const papers = files.filter((path) => path.endsWith('-fillable.pdf') && !path.endsWith('workbook-fillable.pdf'));

  it('are there', () => assert.notEqual(papers.length, 0));

  for (const path of papers) {
    it(`${path} is filled in, saved and read again`, async () => {
      const pdf = await open(new Uint8Array(readFileSync(join(PUBLIC, path))));
      const fields = await widgets(pdf);
      assert.notEqual(fields.length, 0);
      assert.deepEqual(fields.filter(({ alternativeText }) => !alternativeText).map(({ fieldName }) => fieldName), []);
      const chosen = new Set();
      const filled = fields.filter(({ radioButton, fieldName }) => {
        if (radioButton && chosen.has(fieldName)) return false;
        chosen.add(fieldName);
        return true;
      });
      for (const field of filled) pdf.annotationStorage.setValue(field.id, written(field));
      const saved = await open(await pdf.saveDocument());
      const kept = new Map((await widgets(saved)).map((field) => [field.id, field]));
      for (const field of filled) {
        const { fieldValue, exportValue, buttonValue } = kept.get(field.id);
        if (field.checkBox) assert.equal(fieldValue, exportValue, field.fieldName);
        else if (field.radioButton) assert.equal(fieldValue, buttonValue, field.fieldName);
        else assert.equal(fieldValue, WORDS, field.fieldName);
      }
    });
  }
});
