import { Matches } from 'class-validator';
import { RetainDeadLettersDays, usualRetention } from '../messaging/retention.js';
import { Text, Whole } from '../validation/fields.js';
import { EnvironmentVariable } from './config.js';

export const postgresUrlPattern = /^postgres(ql)?:\/\/[^\s/@]+@[^\s/]+\/\S+$/;

/** What every service reads from its environment when it runs as a process of its own; apps extend it with what is theirs. */
export class ServiceConfig {
  @EnvironmentVariable('Port on which the service answers.', 'a port from 0 (any) to 65535')
  @Whole(0, 65_535)
  PORT = 3000;

  @EnvironmentVariable('Address on which it listens.', 'an address of this machine such as 127.0.0.1 or 0.0.0.0')
  @Text(100)
  HOST = '0.0.0.0';

  @EnvironmentVariable(
    'Database of the service, with the role that owns its schema.',
    'a URL such as postgres://desk:password@host:5432/callout',
    { secret: true },
  )
  @Matches(postgresUrlPattern)
  DATABASE_URL: string;

  @EnvironmentVariable('Kafka brokers that carry the events.', 'a list such as kafka-1:9092,kafka-2:9092')
  @Matches(/^[\w.-]+:\d{1,5}$/, { each: true })
  KAFKA_BROKERS: string[];

  @EnvironmentVariable(
    'Signs what the gateway tells the services about a caller; the same in all of them.',
    'at least 32 characters',
    {
      secret: true,
    },
  )
  @Text(500, 32)
  SERVICE_SECRET: string;

  @RetainDeadLettersDays()
  RETAIN_DEAD_LETTERS_DAYS = usualRetention.deadLetters;
}
