import type { BlockingLibrary } from './types.ts';

/** Layout, subsets of fonts and pictures in JavaScript. */
export default {
  name: 'pdfkit',
  packages: ['pdfkit', 'pdfmake'],
  calls: [],
  work: [
    { symbol: 'new pdfkit#default', name: 'pdfkit', place: 'loop' },
    { symbol: 'new pdfmake#default.createPdfKitDocument', name: 'pdfmake', place: 'loop' },
    { symbol: 'pdfmake#createPdf', name: 'pdfmake', place: 'loop' },
  ],
} satisfies BlockingLibrary;
