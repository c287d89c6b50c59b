import type { BlockingLibrary, WorkForm } from './types.ts';

const PACKAGES = ['pdf-lib', '@cantoo/pdf-lib'];
const DOCUMENTS = ['PDFDocument.create()', 'PDFDocument.load()'];

/** Parses and writes whole documents in JavaScript. */
export default {
  name: 'pdf-lib',
  packages: PACKAGES,
  calls: [],
  work: PACKAGES.flatMap((name) => [...DOCUMENTS.map((made) => `${name}#${made}`), `new ${name}#PDFDocument`].map((symbol): WorkForm => ({ symbol, ends: ['save', 'saveAsBase64'], name: 'pdf-lib', place: 'loop' }))),
} satisfies BlockingLibrary;
