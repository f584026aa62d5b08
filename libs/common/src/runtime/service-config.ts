import { Type } from 'class-transformer';
import { OneOf, Text, Whole } from '../validation/fields.js';
import { Secret } from './config.js';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** What every service of the distributed shape is told. */
export class ServiceConfig {
  /** Port on which it answers HTTP. */
  @Type(() => Number) @Whole(0, 65_535) PORT = 3000;
  /** Address on which it listens. */
  @Text(200) HOST = '0.0.0.0';
  /** PostgreSQL, as the role that owns this service's schema. */
  @Secret() @Text(2000) DATABASE_URL: string;
  /** Most connections to PostgreSQL that one process opens. */
  @Type(() => Number) @Whole(4, 200) DATABASE_CONNECTIONS = 12;
  /** `host:port`, several with commas. */
  @Text(2000) KAFKA_BROKERS: string;
  /** Copies of each topic; 3 in production. */
  @Type(() => Number) @Whole(1, 9) KAFKA_REPLICATION = 1;
  /** With this the gateway signs who is calling; the same for all services. */
  @Secret() @Text(500, 32) CALLOUT_SERVICE_SECRET: string;
  @OneOf(logLevels) LOG_LEVEL = 'info';
}

/** `true` or `false` in the environment. */
export const Switch = () => (target: object, name: string) => {
  Type(() => String)(target, name);
  OneOf(['true', 'false'])(target, name);
};
