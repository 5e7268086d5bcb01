import type { RuleBook } from '@juki/schema-directives';

/** Says which item (項目) a coordinate carries. The rules are read when first asked for: most processes never are. */
export function createItemOf(ruleBook: () => RuleBook): (coordinate: string) => string | null {
  let items: ReadonlyMap<string, string> | undefined;
  return (coordinate) => {
    items ??= itemsOf(ruleBook());
    return items.get(coordinate) ?? null;
  };
}

function itemsOf(rules: RuleBook): ReadonlyMap<string, string> {
  return new Map(
    rules.coordinates.flatMap((coordinate) =>
      rules
        .requirements(coordinate)
        .flatMap((needed) =>
          needed.kind === 'ruled' && needed.item !== null ? [[coordinate, needed.item] as const] : [],
        ),
    ),
  );
}
