import { Matches } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { Text, Whole } from '#common/validation/fields.js';
import { demoPattern } from '../config.js';

/** What `npm run start:distributed` reads from its environment. */
export class DistributedConfig {
  @EnvironmentVariable('Port of the first gateway; the second takes the next one.', 'a port from 1 to 65000')
  @Whole(1, 65_000)
  PORT = 3000;

  @EnvironmentVariable('Folder that holds all state: the database, the broker, secrets, logs.', 'the path of a folder')
  @Text(1_000)
  CALLOUT_HOME = './data/distributed';

  @EnvironmentVariable('How many of every service and of the gateway.', 'a whole number from 1 to 8')
  @Whole(1, 8)
  CALLOUT_INSTANCES = 2;

  @EnvironmentVariable(
    'Demo that is written once into an empty database; its passwords are known to everybody.',
    'off, an ISO 3166 country code such as CN or GB, or the path of a .json file without clockStandsAt',
  )
  @Matches(demoPattern)
  CALLOUT_DEMO = 'off';
}
