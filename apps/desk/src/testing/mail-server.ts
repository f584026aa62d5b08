import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface ReceivedMail {
  to: string;
  headers: string;
  text: string;
}

/** A mail server that keeps what it gets: as much of RFC 5321 as a client needs. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Recipients are refused for a while, as by a server that has no room. */
  refuses = false;
  private readonly server: Server;

  private constructor() {
    this.server = createServer((socket) => this.talk(socket));
  }

  static async start(): Promise<MailServer> {
    const mail = new MailServer();
    await new Promise<void>((resolve) => mail.server.listen(0, '127.0.0.1', resolve));
    return mail;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.server.close(resolve));
  }

  private talk(socket: Socket): void {
    let [unread, to, data] = ['', '', undefined as string | undefined];
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      unread += chunk.toString();
      for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
        const line = unread.slice(0, end);
        unread = unread.slice(end + 2);
        if (data !== undefined && line !== '.') data += `${line}\n`;
        else if (data !== undefined) {
          this.mails.push(mailOf(to, data));
          data = undefined;
          say('250 kept');
        } else if (/^DATA/i.test(line)) {
          data = '';
          say('354 go on');
        } else if (/^RCPT TO:/i.test(line)) {
          to = /<(.*)>/.exec(line)?.[1] ?? '';
          say(this.refuses ? '452 no room' : '250 ok');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  }
}

function mailOf(to: string, data: string): ReceivedMail {
  const [headers = '', ...rest] = data.split('\n\n');
  const body = rest.join('\n\n');
  const text = /base64/i.test(headers)
    ? Buffer.from(body, 'base64').toString()
    : /quoted-printable/i.test(headers)
      ? readQuoted(body)
      : body;
  return { to, headers, text };
}

const readQuoted = (text: string) =>
  decodeURIComponent(
    text
      .replace(/=\n/g, '')
      .replace(/%/g, '%25')
      .replace(/=([0-9A-F]{2})/g, '%$1'),
  );
