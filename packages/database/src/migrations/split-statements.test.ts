import { expect, test } from '@jest/globals';
import { splitStatements } from './split-statements.ts';

test('a script is cut at semicolons, each statement with its line', () => {
  expect(splitStatements('CREATE TABLE a ();\n\n-- why\nCREATE TABLE b ();\n')).toEqual([
    { sql: 'CREATE TABLE a ()', line: 1 },
    { sql: '-- why\nCREATE TABLE b ()', line: 4 },
  ]);
});

test.each([
  ['a string', "SELECT 'a;''b;'"],
  ['an escape string', "SELECT E'a\\';b'"],
  ['a quoted name', 'SELECT 1 AS "a;""b"'],
  ['a line comment', 'SELECT 1 -- one; two\n + 1'],
  ['a block comment', 'SELECT 1 /* one; two */ + 1'],
  ['a dollar-quoted body', 'DO $$ BEGIN PERFORM 1; END $$'],
  ['a tagged body that holds another', 'DO $outer$ BEGIN EXECUTE $$SELECT 1;$$; END $outer$'],
])('a semicolon inside %s does not cut', (_, sql) => {
  expect(splitStatements(`${sql};SELECT 2`).map((statement) => statement.sql)).toEqual([sql, 'SELECT 2']);
});

test('a script of comments alone holds no statement', () => {
  expect(splitStatements('-- nothing;\n/* here; */ ;;')).toEqual([]);
});
