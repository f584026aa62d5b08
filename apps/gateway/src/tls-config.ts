import type { CertificateFiles } from '#common/runtime/certificate.js';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { Optional, Text } from '#common/validation/fields.js';

/** Where the certificate is, of a gateway that speaks HTTPS itself, alone or with all services in one process. */
export class TlsConfig {
  @EnvironmentVariable(
    'Certificate in PEM, with those that stand behind it: with it and its key the pages and the API are served by HTTPS. A renewed one is taken into use within a minute.',
    'the path of a file',
  )
  @Optional()
  @Text(1_000)
  TLS_CERT_FILE?: string;

  @EnvironmentVariable('Key of the certificate, in PEM without a password.', 'the path of a file')
  @Optional()
  @Text(1_000)
  TLS_KEY_FILE?: string;
}

/** The files of the certificate; undefined where HTTPS is left to a proxy or to nobody. Throws when one of the two is missing. */
export function certificateFrom({ TLS_CERT_FILE, TLS_KEY_FILE }: TlsConfig): CertificateFiles | undefined {
  if (!TLS_CERT_FILE && !TLS_KEY_FILE) return undefined;
  if (!TLS_CERT_FILE || !TLS_KEY_FILE)
    throw new Error(
      `${TLS_CERT_FILE ? 'TLS_KEY_FILE' : 'TLS_CERT_FILE'} is missing: HTTPS needs a certificate and its key, give both or none`,
    );
  return { certFile: TLS_CERT_FILE, keyFile: TLS_KEY_FILE };
}
