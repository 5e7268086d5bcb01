// The smallest driver adapter with which Prisma's schema engine (WebAssembly) reads a PostgreSQL database.
// @prisma/adapter-pg does not serve: it knows no "char" (OID 18), in which the system catalogue is written.
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const { Boolean, Character, CharacterArray, Double, Float, Int32, Int32Array, Int64, Int64Array, Text, TextArray } =
  ColumnTypeEnum;

/** Types that the engine's questions to the catalogue return, by OID; all others are read as text. */
const columnTypes = new Map([
  [16, Boolean],
  [18, Character],
  [20, Int64],
  [21, Int32],
  [23, Int32],
  [26, Int64],
  [700, Float],
  [701, Double],
  [1002, CharacterArray],
  [1003, TextArray],
  [1005, Int32Array],
  [1007, Int32Array],
  [1009, TextArray],
  [1016, Int64Array],
]);

const bigInteger = new Set([20, 26]);
const nameArray = new Set([1002, 1003]);
const readers = {
  getTypeParser(oid, format) {
    if (bigInteger.has(oid)) return (value) => value;
    return pg.types.getTypeParser(nameArray.has(oid) ? 1009 : oid, format);
  },
};

/** A factory in the sense of Prisma's driver adapters, over one connection that the caller opens and closes. */
export function introspectionAdapter(client) {
  const names = { provider: 'postgres', adapterName: 'introspection' };
  const ask = (query) =>
    client.query(query).catch((fault) => {
      throw new DriverAdapterError({
        kind: 'postgres',
        code: fault.code ?? 'N/A',
        severity: fault.severity ?? 'ERROR',
        message: fault.message,
        detail: fault.detail,
        column: fault.column,
        hint: fault.hint,
      });
    });
  const queryable = {
    ...names,
    async queryRaw({ sql, args }) {
      const { fields, rows } = await ask({ text: sql, values: args, rowMode: 'array', types: readers });
      return {
        columnNames: fields.map((field) => field.name),
        columnTypes: fields.map((field) => columnTypes.get(field.dataTypeID) ?? Text),
        rows,
      };
    },
    executeRaw: async ({ sql, args }) => (await ask({ text: sql, values: args })).rowCount ?? 0,
    executeScript: async (script) => void (await ask({ text: script })),
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => undefined,
  };
  return { ...names, connect: async () => queryable, connectToShadowDb: async () => queryable };
}
