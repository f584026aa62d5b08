import { Matches } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { Optional } from '#common/validation/fields.js';
import type { DeskSettings } from './settings.js';

/** What the desk reads from its environment of how it reaches customers, alone or with all services in one process. */
export class MailConfig {
  @EnvironmentVariable(
    'Mail server by which customers are told what happens; without it notices are only logged.',
    'a URL such as smtp://user:password@host:587 or smtps://host',
    { secret: true },
  )
  @Optional()
  @Matches(/^smtps?:\/\/[^\s/]+\/?$/)
  SMTP_URL?: string;

  @EnvironmentVariable('Sender of the mails to customers.', 'an address such as service@example.com')
  @Matches(/^[^\s<>@]+@[\w.-]+$/)
  MAIL_FROM = 'service@localhost';

  @EnvironmentVariable(
    'Where customers reach the gateway: mails have links that begin so, and none without it.',
    'a URL such as https://service.example.com',
  )
  @Optional()
  @Matches(/^https?:\/\/[^\s/]+$/)
  PUBLIC_URL?: string;
}

export const settingsFrom = ({ SMTP_URL: url, MAIL_FROM: from, PUBLIC_URL: publicUrl }: MailConfig): DeskSettings => ({
  ...(url && { mail: { url, from } }),
  ...(publicUrl && { publicUrl }),
});
