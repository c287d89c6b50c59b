import { describe, expect, it } from 'vitest';
import { readReference, readType } from '../../src/sql/pieces.ts';

describe('types written as text', () => {
  it.each([
    ['varchar(100)', 'varchar', [100], 'varchar(100)', ''],
    ['  character varying ( 20 ) [] ', 'varchar', [20], 'character varying ( 20 ) []', ''],
    ['timestamp(3) without time zone', 'timestamp', [3], 'timestamp(3) without time zone', ''],
    ['TIMESTAMP WITH TIME ZONE', 'timestamptz', [], 'TIMESTAMP WITH TIME ZONE', ''],
    ['double precision NOT NULL', 'float8', [], 'double precision', 'not null'],
    ['"Mood"', 'Mood', [], '"Mood"', ''],
    ['app.mood', 'mood', [], 'app.mood', ''],
    ['text -- long', 'text', [], 'text', ''],
    ['numeric(', 'numeric', [], 'numeric(', ''],
  ])('%s', (text, name, args, written, rest) => {
    const piece = readType(text);
    expect(piece && [piece.type.name, piece.type.args, text.slice(piece.range.start, piece.range.end), piece.rest.map(({ word }) => word).join(' ')]).toEqual([name, args, written, rest]);
  });

  it.each(['', '(', '1', ',', "'text'"])('no type: %j', (text) => {
    expect(readType(text)).toBeNull();
  });
});

describe('references written as text', () => {
  it.each([
    ['people', null, 'people', []],
    ['people(id)', null, 'people', ['id']],
    ['"app"."People" ("Id", other)', 'app', 'People', ['Id', 'other']],
    ['people(id', null, 'people', ['id']],
  ])('%s', (text, schema, name, columns) => {
    const reference = readReference(text);
    expect(reference && [reference.table.schema, reference.table.name, reference.columns]).toEqual([schema, name, columns]);
  });

  it('no name', () => {
    expect(readReference('(id)')).toBeNull();
  });
});
