import { Id, Instant } from '#common/validation/fields.js';

/** Somebody is there between the two. */
export class CustomerWindow {
  @Instant() from: string;
  @Instant() to: string;
}

export class ChooseWindow extends CustomerWindow {
  /** A new UUID for a new choice: sent again with the same one, it is the same choice. */
  @Id() choiceId: string;
}
