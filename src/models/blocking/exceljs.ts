import type { BlockingLibrary } from './types.ts';

/** Whole workbooks in memory, packed and unpacked in JavaScript. Its streaming writer works off row by row. */
export default {
  name: 'exceljs',
  packages: ['exceljs'],
  calls: [],
  work: [{ symbol: 'new exceljs#Workbook.xlsx', ends: ['writeBuffer', 'writeFile', 'write', 'load', 'readFile', 'read'], name: 'exceljs', place: 'loop' }],
} satisfies BlockingLibrary;
