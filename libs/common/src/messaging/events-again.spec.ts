import { eventsAgainCommand } from './events-again.command.js';

describe('npm run events-again', () => {
  const told = (given: string, environment: Record<string, string> = {}) =>
    eventsAgainCommand(given.split(' '), environment, () => undefined).then(
      () => 'nothing',
      (error: Error) => error.message,
    );

  it('says what it needs before it touches anything', async () => {
    expect(await told('send nobody')).toContain('npm run events-again -- send <service>');
    expect(await told('forget desk')).toContain('npm run events-again -- send <service>');
    expect(await told('send desk')).toContain('set DATABASE_URL');
    expect(await told('hear desk')).toContain('set KAFKA_BROKERS');
    for (const time of ['yesterday', '2026-03-02', '2026-13-02T00:00:00Z'])
      expect(await told(`hear desk ${time}`, { KAFKA_BROKERS: 'localhost:1' })).toContain(
        `'${time}' is no time such as`,
      );
  });
});
