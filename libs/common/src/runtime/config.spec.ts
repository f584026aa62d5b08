import { loadConfig, variablesOf } from './config.js';
import { ServiceConfig } from './service-config.js';

const right = {
  DATABASE_URL: 'postgres://desk:pw@db/callout',
  KAFKA_BROKERS: 'kafka:9092',
  CALLOUT_SERVICE_SECRET: 'x'.repeat(32),
};

describe('loadConfig', () => {
  it('reads text, numbers and defaults, and nothing that the schema does not name', () => {
    const config = loadConfig(ServiceConfig, { ...right, PORT: '8080', HOME: '/root' });
    expect(config).toMatchObject({ PORT: 8080, HOST: '0.0.0.0', LOG_LEVEL: 'info' });
    expect(config).not.toHaveProperty('HOME');
  });

  it('names the wrong variable, what was given and what is allowed', () => {
    expect(() => loadConfig(ServiceConfig, { ...right, PORT: 'web' })).toThrow(/PORT is 'web': .*PORT must/);
    expect(() => loadConfig(ServiceConfig, { ...right, LOG_LEVEL: 'loud' })).toThrow(
      /LOG_LEVEL is 'loud': .*fatal, error/,
    );
  });

  it('says which variables are missing, an empty one too', () => {
    expect(() => loadConfig(ServiceConfig, { ...right, KAFKA_BROKERS: '' })).toThrow(/KAFKA_BROKERS is missing/);
  });

  it('never shows a secret', () => {
    expect(() => loadConfig(ServiceConfig, { ...right, CALLOUT_SERVICE_SECRET: 'short-secret' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('short-secret') }),
    );
  });
});

describe('variablesOf', () => {
  it('lists what an app knows, without values', () => {
    expect(variablesOf(ServiceConfig)).toContainEqual({ name: 'DATABASE_URL', required: true, secret: true });
    expect(variablesOf(ServiceConfig)).toContainEqual({
      name: 'PORT',
      required: false,
      secret: false,
      default: '3000',
    });
  });
});
