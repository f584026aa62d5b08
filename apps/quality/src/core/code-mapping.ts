export const codeKinds = ['symptom', 'fault', 'cause', 'remedy'] as const;
export type CodeKind = (typeof codeKinds)[number];

export interface Codes {
  symptomCode: string | null;
  faultCode: string | null;
  causeCode: string | null;
  remedyCode: string | null;
}

/** What a code of a site means in ours; undefined where it has no mapping. */
export type Mapping = (siteId: string, kind: CodeKind, siteCode: string) => string | undefined;

/** Nothing is mapped. */
export const unmapped: Mapping = () => undefined;

export interface MappedCodes extends Codes {
  /** The site's own codes, where they were mapped: null if none was. */
  siteCodes: Partial<Record<CodeKind, string>> | null;
}

/** A site's codes as ours. What has no mapping is taken for one of ours. */
export function mapped(codes: Codes, siteId: string, mapping: Mapping): MappedCodes {
  const result = { ...codes };
  const own: Partial<Record<CodeKind, string>> = {};
  for (const kind of codeKinds) {
    const field = `${kind}Code` as const;
    const given = codes[field];
    const ours = given === null ? undefined : mapping(siteId, kind, given);
    if (given === null || ours === undefined) continue;
    result[field] = ours;
    own[kind] = given;
  }
  return { ...result, siteCodes: Object.keys(own).length > 0 ? own : null };
}
