import { base } from './packages/config/jest.base.mjs';

export default {
  projects: [
    { ...base, displayName: 'unit', rootDir: '.', testMatch: ['<rootDir>/{packages,apps}/*/src/**/*.test.ts'] },
    { ...base, displayName: 'whole', rootDir: '.', testMatch: ['<rootDir>/test/**/*.test.ts'] },
  ],
};
