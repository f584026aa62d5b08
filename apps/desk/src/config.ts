import { ServiceConfig } from '#common/runtime/service-config.js';

/** What the service reads from its environment when it runs alone, besides `MailConfig`. */
export class DeskConfig extends ServiceConfig {
  override PORT = 3001;
}
