import type { Retention } from '@juki/retention';
import type { RegistryContext } from '@juki/subgraph-runtime';

/** What the resolvers of this module find in their context. */
export type RetentionContext = RegistryContext<{ readonly retention: Retention }>;
