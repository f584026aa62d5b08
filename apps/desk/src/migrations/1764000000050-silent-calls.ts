import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A call may have ended because nothing more was told of it. Those that are open already get the timer that every step sets from now on; it is due
 * after the usual time from now, when no server of the version before, which knows no such timer, is there any more; whoever it wakes looks how long the call has been silent.
 */
export class SilentCalls1764000000050 implements MigrationInterface {
  name = 'SilentCalls1764000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SELECT set_config('app.sites', '*', true);
      ALTER TABLE call ADD end_reason text CHECK (end_reason IN ('silent'));
      INSERT INTO timer (id, kind, key, due_at, data, headers)
        SELECT gen_random_uuid(), 'call-silent', id, greatest(now(), arrived_at) + interval '4 hours', '{}', json_build_object('correlationId', id)
        FROM call WHERE status IN ('waiting', 'ringing', 'talking', 'consulting', 'outside')
        ON CONFLICT (kind, key) DO NOTHING`);
  }

  async down(): Promise<void> {
    throw new Error('migrations of Callout go forward only');
  }
}
