/** How this desk reaches customers, how long it keeps their data and how long it believes in a silent call: read from the environment by `main.ts`. Also its injection token. */
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
  /** Minutes after which a call is ended of which nothing more is told; without it `defaultSilentCallMinutes`. */
  abstract readonly silentCallMinutes?: number;
}

/** Four hours: as long as Twilio lets a call last where nothing else is set. */
export const defaultSilentCallMinutes = 240;

export const defaultSettings: DeskSettings = {};
