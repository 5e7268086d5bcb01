import { readFileSync } from 'node:fs';
import { createPolicy } from '@juki/authorisation';
import { loadCatalogue } from '@juki/legal-basis/files';
import { readRuleBook } from '@juki/schema-directives';
import { snapshotFiles } from '@juki/snapshot';
import { buildSchema } from 'graphql';

/** The committed supergraph and the real catalogue, without what a build compiles from them. */
export const supergraphSdl = readFileSync(snapshotFiles.supergraph, 'utf8');

/** The catalogue of a development system. */
export const catalogue = loadCatalogue({ profile: 'development' });

/** The supergraph for graphql-js, inaccessible elements included. */
export const wholeSchema = buildSchema(supergraphSdl, { assumeValid: true, assumeValidSDL: true });

/** What the directives of the supergraph and the catalogue say. */
export const policy = createPolicy({ ruleBook: readRuleBook(wholeSchema), catalogue, snapshot: 'test' });
