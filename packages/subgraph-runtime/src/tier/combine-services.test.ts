import { expect, test } from '@jest/globals';
import { combineServices } from './combine-services.ts';

test('the parts stand under their names, all workers run, and all parts are closed', async () => {
  const closed: string[] = [];
  const part = <Services>(name: string, services: Services) => ({
    services,
    workers: [{ name, start: () => undefined, stop: async () => undefined }],
    close: async () => void closed.push(name),
  });
  const opened = combineServices({ changes: part('changes', { send: 1 }), bulk: part('bulk', { run: 'x' }) });
  const { changes, bulk } = opened.services;
  expect([changes.send, bulk.run.length, opened.workers.map(({ name }) => name)]).toEqual([1, 1, ['changes', 'bulk']]);
  await opened.close();
  expect(closed).toEqual(['changes', 'bulk']);
});
