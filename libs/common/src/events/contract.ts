/** What every event class carries beside its fields. */
export interface EventClass<T extends object = object> {
  new (): T;
  /** `<service>.<aggregate>.<past-verb>.v<major>`; the first two words are the topic. */
  readonly type: string;
  /** The field that holds the aggregate's id: the key of the message. */
  readonly key: string;
  /** One sentence: published when ...; heard by ... */
  readonly about: string;
  readonly example: T;
}

/** The topic of an event type: its first two words. */
export function topicOf(type: string): string {
  return type.split('.').slice(0, 2).join('.');
}
