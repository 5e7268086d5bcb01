// The smallest driver adapter with which Prisma's schema engine (WebAssembly) reads a PostgreSQL database.
// @prisma/adapter-pg does not serve: it knows no "char" (OID 18), in which the system catalogue is written.
import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import pg from 'pg';

/** Types that the engine's questions to the catalogue return, by OID; all others are read as text. */
const columnTypes = new Map([
  [16, ColumnTypeEnum.Boolean],
  [18, ColumnTypeEnum.Character],
  [20, ColumnTypeEnum.Int64],
  [21, ColumnTypeEnum.Int32],
  [23, ColumnTypeEnum.Int32],
  [26, ColumnTypeEnum.Int64],
  [700, ColumnTypeEnum.Float],
  [701, ColumnTypeEnum.Double],
  [1002, ColumnTypeEnum.CharacterArray],
  [1003, ColumnTypeEnum.TextArray],
  [1005, ColumnTypeEnum.Int32Array],
  [1007, ColumnTypeEnum.Int32Array],
  [1009, ColumnTypeEnum.TextArray],
  [1016, ColumnTypeEnum.Int64Array],
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
        columnTypes: fields.map((field) => columnTypes.get(field.dataTypeID) ?? ColumnTypeEnum.Text),
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
