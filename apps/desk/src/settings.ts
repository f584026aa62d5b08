/** How this desk reaches customers and how long it keeps their data: read from the environment by `main.ts`. Also its injection token. */
export abstract class DeskSettings {
  /** The mail server; without one, notices are only logged. */
  abstract readonly mail?: {
    /** `smtp://user:password@host:587` or `smtps://…`. */
    readonly url: string;
    readonly from: string;
  };
  /** Where customers reach Callout, without a slash at the end; without it mails have no link. */
  abstract readonly publicUrl?: string;
  /** Days after its end for which a request keeps personal data; without it all is kept. */
  abstract readonly retainPersonalDays?: number;
}

export const defaultSettings: DeskSettings = {};
