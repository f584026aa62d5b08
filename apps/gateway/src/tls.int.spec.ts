import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { type CertificateFiles, followCertificate, readCertificate } from '#common/runtime/certificate.js';
import { SystemClock } from '#common/runtime/clock.js';
import { Agent, request } from 'undici';
import { adminPassword, startGateway, type TestGateway } from './testing/start-gateway.js';
import { certificateFrom } from './tls-config.js';

describe('a gateway with a certificate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'callout-tls-'));
  let files: CertificateFiles;
  let gateway: TestGateway;
  beforeAll(async () => {
    files = selfSigned('first');
    gateway = await startGateway({ secureCookies: true }, new SystemClock(), files);
  });
  afterAll(async () => {
    await gateway.close();
    rmSync(folder, { recursive: true });
  });

  function selfSigned(name: string): CertificateFiles {
    const [certFile, keyFile] = [join(folder, `${name}.pem`), join(folder, `${name}.key`)];
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', [...kind, ...subject, '-keyout', keyFile, '-out', certFile], { stdio: 'ignore' });
    return { certFile, keyFile };
  }

  /** For whom the certificate that is shown was made. */
  const shownName = () =>
    new Promise<string>((resolve, reject) => {
      const port = Number(new URL(gateway.url).port);
      const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
        resolve(String(socket.getPeerCertificate().subject.CN));
        socket.destroy();
      }).on('error', reject);
    });

  it('is spoken to by HTTPS, to those who trust the certificate', async () => {
    expect(gateway.url).toMatch(/^https:/);
    const trusting = new Agent({ connect: { ca: readCertificate(files).cert } });
    const answer = await request(`${gateway.url}/api/v1/sessions`, {
      dispatcher: trusting,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-callout-request': '1' },
      body: JSON.stringify({ name: 'admin', password: adminPassword }),
    });
    expect(answer.statusCode).toBeLessThan(300);
    expect(String(answer.headers['set-cookie'])).toContain('Secure');
    await trusting.close();
    await expect(request(gateway.url)).rejects.toThrow(/self-signed/);
    await expect(request(gateway.url.replace('https', 'http'))).rejects.toThrow(/closed|socket/i);
  });

  it('takes a renewed certificate into use, and keeps the old one while the new files do not fit', async () => {
    expect(await shownName()).toBe('first');
    const server = gateway.service.app.getHttpServer() as Server;
    const stop = followCertificate(server, files, readCertificate(files), 20);
    const second = selfSigned('second');
    copyFileSync(second.certFile, files.certFile);
    expect(await shownName()).toBe('first');
    copyFileSync(second.keyFile, files.keyFile);
    const until = Date.now() + 5_000;
    while ((await shownName()) === 'first' && Date.now() < until);
    expect(await shownName()).toBe('second');
    stop();
  });

  it('says what is wrong with the files before it starts', () => {
    expect(() => certificateFrom({ TLS_CERT_FILE: 'a.pem' })).toThrow('TLS_KEY_FILE is missing');
    expect(certificateFrom({})).toBeUndefined();
    expect(() => readCertificate({ ...files, keyFile: join(folder, 'nowhere') })).toThrow(
      /the key .*nowhere cannot be read/,
    );
    writeFileSync(join(folder, 'text'), 'no certificate');
    expect(() => readCertificate({ ...files, certFile: join(folder, 'text') })).toThrow(/no certificate with its key/);
    expect(() => readCertificate({ ...files, keyFile: selfSigned('third').keyFile })).toThrow(
      /no certificate with its key/,
    );
  });
});
