import { Flag, OneOf, Text, Whole } from '../validation/fields.js';
import { EnvironmentVariable, loadConfig, variablesOf } from './config.js';

class Parent {
  @EnvironmentVariable('Where it listens.', 'a port from 1 to 65535')
  @Whole(1, 65_535)
  PORT = 3000;
}

class Example extends Parent {
  @EnvironmentVariable('Signs tokens.', 'at least 8 characters', { secret: true })
  @Text(100, 8)
  SECRET: string;

  @EnvironmentVariable('Shows accounts.', 'on or off')
  @Flag()
  DEMO = false;

  @EnvironmentVariable('How much is told.', 'info or debug')
  @OneOf(['info', 'debug'])
  LEVEL = 'info';
}

const failureOf = (environment: Record<string, string>): string => {
  try {
    loadConfig(Example, environment);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was wrong';
};

describe('loadConfig', () => {
  it('takes what is given and the defaults for the rest', () => {
    const config = loadConfig(Example, {
      SECRET: 'long enough',
      DEMO: 'on',
      PORT: '8080',
      OTHER: 'ignored',
      LEVEL: '',
    });
    expect(config).toEqual({ SECRET: 'long enough', DEMO: true, PORT: 8080, LEVEL: 'info' });
  });

  it.each([
    [{ SECRET: 'long enough', PORT: 'abc' }, 'PORT=abc is not a port from 1 to 65535'],
    [{ SECRET: 'long enough', PORT: '70000' }, 'PORT=70000 is not a port from 1 to 65535'],
    [{ SECRET: 'long enough', PORT: '80.5' }, 'PORT=80.5 is not a port from 1 to 65535'],
    [{ SECRET: 'long enough', DEMO: 'maybe' }, 'DEMO=maybe is not on or off'],
    [{ SECRET: 'long enough', LEVEL: 'loud' }, 'LEVEL=loud is not info or debug'],
    [{}, 'SECRET is missing: give at least 8 characters'],
  ])('refuses %j with the name, the value and what is allowed', (environment, sentence) => {
    expect(failureOf(environment as Record<string, string>)).toBe(sentence);
  });

  it('names every wrong variable at once and never shows a secret', () => {
    const message = failureOf({ SECRET: 'hush', PORT: '0' });
    expect(message.split('\n')).toEqual([
      'PORT=0 is not a port from 1 to 65535',
      'SECRET is not at least 8 characters (its value is not shown)',
    ]);
    expect(message).not.toContain('hush');
  });

  it('lists its variables for the documentation, the parent’s first', () => {
    expect(variablesOf(Example).map(({ name, default: value }) => [name, value])).toEqual([
      ['PORT', '3000'],
      ['SECRET', undefined],
      ['DEMO', 'off'],
      ['LEVEL', 'info'],
    ]);
  });
});
