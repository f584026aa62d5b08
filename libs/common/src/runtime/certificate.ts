import { readFileSync } from 'node:fs';
import type { Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { logger } from './logger.js';

/** PEM files: the certificate with those that stand behind it, and its key. */
export interface CertificateFiles {
  certFile: string;
  keyFile: string;
}

interface Certificate {
  cert: Buffer;
  key: Buffer;
}

const lookMilliseconds = 60_000;

/** Reads certificate and key; throws one sentence that names the file at fault. */
export function readCertificate({ certFile, keyFile }: CertificateFiles): Certificate {
  const certificate = { cert: read('certificate', certFile), key: read('key', keyFile) };
  try {
    createSecureContext(certificate);
  } catch (error) {
    throw new Error(`${certFile} and ${keyFile} are no certificate with its key in PEM: ${(error as Error).message}`, {
      cause: error,
    });
  }
  return certificate;
}

function read(what: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(`the ${what} ${path} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/**
 * Takes a renewed certificate into use without a restart: looks every minute, and keeps the present one while the files do not fit together, as between the
 * writing of the one and the other. Returns how to stop.
 */
export function followCertificate(
  server: Server,
  files: CertificateFiles,
  used: Certificate,
  everyMilliseconds = lookMilliseconds,
): () => void {
  let present = used;
  let complaint = '';
  const timer = setInterval(() => {
    try {
      const found = readCertificate(files);
      if (found.cert.equals(present.cert) && found.key.equals(present.key)) return;
      server.setSecureContext(found);
      present = found;
      complaint = '';
      logger.info(`the certificate ${files.certFile} is renewed`);
    } catch (error) {
      const { message } = error as Error;
      if (message !== complaint) logger.warn(`the certificate in use is kept: ${message}`);
      complaint = message;
    }
  }, everyMilliseconds);
  timer.unref();
  return () => clearInterval(timer);
}
