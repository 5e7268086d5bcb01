export { createMemoryKeyProvider } from './create-memory-key-provider.ts';
