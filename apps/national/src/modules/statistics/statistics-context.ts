import type { StatisticsServices } from '@juki/statistics';
import type { RegistryContext } from '@juki/subgraph-runtime';

/** What the resolvers of this module find in their context. */
export type StatisticsContext = RegistryContext<{ readonly statistics: StatisticsServices }>;
