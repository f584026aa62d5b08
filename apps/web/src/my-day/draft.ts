import type { Schemas } from '../api/client.js';
import type { Photo } from '../customer/photos.js';
import type { Wish } from '../phone/phone-context.js';

export type Outcome = Schemas['FinishedVisit']['outcome'];

/** Writes down what was done; answers whether the phone has kept it. */
export type DoStep = (...wishes: Wish[]) => Promise<boolean>;

/** A drawn signature as it is sent. */
export type Drawing = Omit<Photo, 'contentType'> & { contentType: 'image/png' };

export interface DraftPart {
  partId: string;
  /** How many were held for the visit. */
  planned: number;
  used: number;
  /** How many a further visit needs. */
  missing: number;
  serialFitted: string;
  serialRemoved: string;
}

/** The report of a visit while it is written. */
export interface Draft {
  outcome: Outcome;
  symptomCode: string;
  faultCode: string;
  causeCode: string;
  remedyCode: string;
  levelNeeded: string;
  note: string;
  /** Steps of the checklist that are ticked. */
  done: readonly string[];
  parts: readonly DraftPart[];
  /** The held parts are in the list. */
  partsTaken: boolean;
  photos: readonly Photo[];
  signature?: Drawing;
  signedBy: string;
}

export const emptyDraft = (symptomCode = ''): Draft => ({
  outcome: 'repaired',
  symptomCode,
  faultCode: '',
  causeCode: '',
  remedyCode: '',
  levelNeeded: '',
  note: '',
  done: [],
  parts: [],
  partsTaken: false,
  photos: [],
  signedBy: '',
});

export const newPart = (partId: string, planned = 0): DraftPart => ({
  partId,
  planned,
  used: planned,
  missing: 0,
  serialFitted: '',
  serialRemoved: '',
});

const signatureStep = 'signature';
export const codeKinds = ['symptomCode', 'faultCode', 'causeCode', 'remedyCode'] as const;
export type CodeKind = (typeof codeKinds)[number];

/** The report as the API wants it. `stepCodes` are all steps of the checklist; who has a signature has that step. */
export function reportOf(draft: Draft, at: string, stepCodes: readonly string[]): Schemas['FinishedVisit'] {
  const done = new Set([...draft.done, ...(draft.signature ? [signatureStep] : [])]);
  const codes = codeKinds.flatMap((kind) => (draft[kind].trim() ? [[kind, draft[kind].trim()] as const] : []));
  const missing = draft.parts.flatMap(({ partId, missing: quantity }) => (quantity > 0 ? [{ partId, quantity }] : []));
  return {
    outcome: draft.outcome,
    at,
    ...Object.fromEntries(codes),
    ...(draft.outcome === 'level_too_low' && draft.levelNeeded && { levelNeeded: Number(draft.levelNeeded) }),
    ...(draft.note.trim() && { note: draft.note.trim() }),
    steps: stepCodes.map((code) => ({ code, done: done.has(code) })),
    partsUsed: draft.parts.flatMap(usedOf),
    partsUnused: draft.parts.flatMap(({ partId, planned, used }) =>
      planned > used ? [{ partId, quantity: planned - used }] : [],
    ),
    ...(draft.outcome === 'part_missing' && { partsMissing: missing }),
  };
}

function usedOf({ partId, used, serialFitted, serialRemoved }: DraftPart): Schemas['UsedPart'][] {
  if (used === 0) return [];
  const serials = { serialFitted: serialFitted.trim(), serialRemoved: serialRemoved.trim() };
  const given = Object.entries(serials).filter(([, serial]) => serial !== '');
  return [{ partId, quantity: used, ...Object.fromEntries(given) }];
}

/** What is sent at the end, in this order: photos and signature first, so that whoever hears of the end finds them there. */
export function wishesOf(draft: Draft, at: string, stepCodes: readonly string[]): Wish[] {
  const files = [...draft.photos, ...(draft.signature ? [{ ...draft.signature, name: signatureName(draft) }] : [])];
  return [
    ...files.map(({ key, ...body }): Wish => ({ kind: 'file', key, body })),
    { kind: 'finish', body: reportOf(draft, at, stepCodes) },
  ];
}

const signatureName = ({ signedBy }: Draft) =>
  `signature${signedBy.trim() ? ` ${signedBy.trim().slice(0, 120)}` : ''}.png`;
