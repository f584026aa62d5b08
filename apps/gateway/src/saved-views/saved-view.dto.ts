import { PageQuery } from '#common/http/pages.js';
import { Code, Flag, Id, Instant, Optional, Text } from '#common/validation/fields.js';

export class SaveView {
  /** Which page of the web app, such as `orders`. */
  @Code(32) page: string;
  /** Saving under a name that one has used on this page replaces that view. */
  @Text(80) name: string;
  /** The page's filters as its address has them, without the question mark: `risk=breached`. */
  @Text(1000, 0) query: string;
  /** Whether colleagues see it too: those of the own site, or of the manufacturer, who have one of the own roles. */
  @Optional() @Flag() shared?: boolean;
}

export class SavedViewsQuery extends PageQuery {
  @Optional() @Code(32) page?: string;
}

export class SavedViewView {
  @Id() id: string;
  @Code(32) page: string;
  @Text(80) name: string;
  @Text(1000, 0) query: string;
  @Flag() shared: boolean;
  /** Whether it is the caller's own: nobody deletes those of others. */
  @Flag() mine: boolean;
  @Text(120) ownerName: string;
  @Instant() savedAt: string;
}
