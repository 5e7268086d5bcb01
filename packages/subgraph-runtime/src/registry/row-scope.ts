import { unreachable } from '@juki/errors';
import type { Bytes } from './registry-crypto.ts';
import type { RowScope } from './registry-repository.ts';

/** A scope over rows that name their municipality only. */
export interface WithinMunicipalities {
  municipalityCode?: string | { in: string[] } | { startsWith: string };
  ref?: { in: Bytes[] };
  NOT?: { municipalityCode: { startsWith: string } };
}

/** A scope over rows that also name their prefecture. */
export interface WithinPrefectures {
  municipalityCode?: string | { in: string[] };
  prefectureCode?: string | { not: string };
  ref?: { in: Bytes[] };
}

/** Words a scope for a file that is partitioned by municipality alone: a prefecture is the code's first two digits. */
export function withinMunicipalities(scope: RowScope): WithinMunicipalities {
  return narrowed(scope, municipalitiesOf(scope));
}

function municipalitiesOf(scope: RowScope): WithinMunicipalities {
  switch (scope.reach) {
    case 'own-prefecture':
      return { municipalityCode: { startsWith: scope.prefecture } };
    case 'outside-prefecture':
      return { NOT: { municipalityCode: { startsWith: scope.prefecture } } };
    default:
      return withinAny(scope);
  }
}

/** Words a scope for a file whose rows carry their prefecture (都道府県コード, two digits). */
export function withinPrefectures(scope: RowScope): WithinPrefectures {
  return narrowed(scope, prefecturesOf(scope));
}

function prefecturesOf(scope: RowScope): WithinPrefectures {
  switch (scope.reach) {
    case 'own-prefecture':
      return { prefectureCode: scope.prefecture };
    case 'outside-prefecture':
      return { prefectureCode: { not: scope.prefecture } };
    default:
      return withinAny(scope);
  }
}

/** Never wider: a scope that names persons already keeps those that both name. */
function narrowed<Within extends { ref?: { in: Bytes[] } }>({ only }: RowScope, within: Within): Within {
  if (only === undefined) return within;
  const named = within.ref?.in.map((ref) => Buffer.from(ref).toString('hex'));
  return {
    ...within,
    ref: { in: only.filter((ref) => named?.includes(Buffer.from(ref).toString('hex')) ?? true) },
  };
}

function withinAny(scope: Exclude<RowScope, { readonly prefecture: string }>) {
  switch (scope.reach) {
    case 'none':
      return { municipalityCode: { in: [] } };
    case 'nationwide':
      return {};
    case 'own-municipality':
      return { municipalityCode: scope.municipality };
    case 'self':
      return { ref: { in: [...scope.refs] } };
    default:
      return unreachable(scope);
  }
}
