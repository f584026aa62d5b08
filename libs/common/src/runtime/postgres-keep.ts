import { logger } from './logger.js';
import { isAlive } from './postgres-process.js';
import { launchPostgres, type PostgresOptions, type PostgresServer } from './postgres.js';

const lookMilliseconds = 250;

/**
 * Like `launchPostgres`, and starts the server again on the same port when it dies; its clients reconnect by themselves. It does not outlive this
 * process, unless that is killed with -9.
 */
export async function keepPostgres(options: PostgresOptions): Promise<PostgresServer> {
  let server = await launchPostgres(options);
  let restarting: Promise<void> | undefined;
  const restart = async () => {
    logger.error(`PostgreSQL (process ${server.pid}) has died: starting it again`);
    server = await launchPostgres({ ...options, port: server.port });
  };
  const lastResort = () => isAlive(server.pid) && process.kill(server.pid, 'SIGINT');
  process.once('exit', lastResort);
  const watch = setInterval(() => {
    if (restarting || isAlive(server.pid)) return;
    restarting = restart()
      .catch((error: unknown) => logger.error({ err: error }, 'PostgreSQL does not start'))
      .finally(() => (restarting = undefined));
  }, lookMilliseconds);
  return {
    ...server,
    get pid() {
      return server.pid;
    },
    async stop() {
      clearInterval(watch);
      await restarting;
      await server.stop();
      process.off('exit', lastResort);
    },
  };
}
