import { PageQuery } from '#common/http/pages.js';
import { Code, Id, ListOf, OneOf, Optional, Whole } from '#common/validation/fields.js';
import { type CodeKind, codeKinds } from '../core/code-mapping.js';

export class CodeMappingsQuery extends PageQuery {
  @Optional() @Id() siteId?: string;
  @Optional() @OneOf(codeKinds) kind?: CodeKind;
}

export class MappedCode {
  @OneOf(codeKinds) kind: CodeKind;
  /** As the site's system says it. */
  @Code() siteCode: string;
  /** As the reports count it. */
  @Code() code: string;
}

export class ReplaceCodeMappings {
  @ListOf(() => MappedCode, 2_000) mappings: MappedCode[];
}

/** All that a site's own codes mean in ours. */
export class SiteCodeMappingsView extends ReplaceCodeMappings {
  /** Of the whole list. */
  @Whole(1, 2_147_483_647) version: number;
}

export class ReplacedCodeMappings {
  /** How many the site has now. */
  @Whole(0, 2_000) mappings: number;
  @Whole(1, 2_147_483_647) version: number;
}

export class CodeMappingView extends MappedCode {
  @Id() siteId: string;
}
