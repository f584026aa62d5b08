export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/bench', '<rootDir>/replay', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  moduleNameMapper: { '^#common/(.*)\\.js$': '<rootDir>/libs/common/src/$1.ts', '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/data'],
  globalSetup: '<rootDir>/test/frame/global-setup.js',
  globalTeardown: '<rootDir>/test/frame/global-teardown.js',
  testTimeout: 20_000,
  maxWorkers: 2,
  // A worker keeps what it has ever imported: let it start again when it has grown.
  workerIdleMemoryLimit: '512MB',
};
