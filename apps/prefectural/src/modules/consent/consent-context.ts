import type { RegistryContext } from '@juki/subgraph-runtime';
import type { ConsentServices } from './consent-services.ts';

/** What the resolvers of this module find in their context. */
export type ConsentContext = RegistryContext<{ readonly consent: ConsentServices }>;
