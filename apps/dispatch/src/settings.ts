/** How this dispatch decides: read from the environment by `config.ts`, or given by the process that starts all services. Also its injection token. */
export abstract class DispatchSettings {
  /** How long a site may think about an offer: minutes of its opening hours, in an emergency around the clock. */
  abstract readonly offerMinutes: number;
}

export const defaultSettings: DispatchSettings = { offerMinutes: 30 };
