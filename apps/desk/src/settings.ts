/** How this desk reaches customers: read from the environment by `config.ts`. Also its injection token. */
export abstract class DeskSettings {
  /** The mail server; without one, notices are only logged. */
  abstract readonly mail?: {
    /** `smtp://user:password@host:587` or `smtps://…`. */
    readonly url: string;
    readonly from: string;
  };
  /** Where customers reach Callout, without a slash at the end; without it mails have no link. */
  abstract readonly publicUrl?: string;
}

export const defaultSettings: DeskSettings = {};
