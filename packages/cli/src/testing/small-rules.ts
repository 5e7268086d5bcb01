import { createPolicy } from '@juki/authorisation';
import { readCatalogue } from '@juki/legal-basis/files';
import { directivesSdl, readRuleBook } from '@juki/schema-directives';
import { buildASTSchema, buildSchema, parse } from 'graphql';
import type { RuledSchema } from '../cli-deps.ts';

const link =
  'directive @link(url: String, as: String, import: [link__Import]) repeatable on SCHEMA scalar link__Import';

const graph = `
  type Query { record: Record @structural(reason: "the way in") }
  type Record @structural(reason: "the file") {
    name: String @legalBasis(provisions: ["juki-30-15"]) @item(id: "name")
    residentCode: String @legalBasis(provisions: ["juki-30-15", "juki-transitional-code"]) @item(id: "juminhyo_code")
  }`;

/** A graph of one record under the real catalogue. */
export async function smallRules(): Promise<RuledSchema> {
  const head = directivesSdl.replace(/\n {2}@composeDirective.*/g, '');
  const composed = buildASTSchema(parse(`schema { query: Query } ${link} ${head} ${graph}`), { assumeValidSDL: true });
  const catalogue = readCatalogue({ profile: 'development' });
  return {
    policy: createPolicy({ ruleBook: readRuleBook(composed), catalogue, snapshot: 'small' }),
    schema: buildSchema(graph.replace(/@\w+\([^)]*\)/g, '')),
  };
}
