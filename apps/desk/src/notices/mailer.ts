import { createTransport, type Transporter } from 'nodemailer';
import type { DeskSettings } from '../settings.js';

export interface Mail {
  /** Stays the same over every try: mail servers know a second copy by it. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

const timeoutMilliseconds = 10_000;

/** Sends plain text by the configured mail server; each step of the conversation has a time limit. */
export class Mailer {
  private readonly transport: Transporter;

  constructor(private readonly mail: NonNullable<DeskSettings['mail']>) {
    this.transport = createTransport(
      {
        url: mail.url,
        connectionTimeout: timeoutMilliseconds,
        greetingTimeout: timeoutMilliseconds,
        socketTimeout: timeoutMilliseconds,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: mail.from },
    );
  }

  /** Throws with the server's reason when it was not taken. */
  async send({ id, to, subject, text }: Mail): Promise<void> {
    const domain = /@([\w.-]+)/.exec(this.mail.from)?.[1] ?? 'callout.invalid';
    const headers = { 'Auto-Submitted': 'auto-generated' };
    await this.transport.sendMail({
      messageId: `<${id}@${domain}>`,
      to: { name: '', address: to },
      subject,
      text,
      headers,
    });
  }

  close(): void {
    this.transport.close();
  }
}
