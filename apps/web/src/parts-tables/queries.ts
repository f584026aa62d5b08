import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, answerOf, once, type Schemas } from '../api/client.js';
import type { Problem } from '../api/problem.js';
import { useSend } from '../api/use-send.js';
import type { paths } from '../api/schema.js';

export type ImportKind = Schemas['ImportResult']['kind'];
export const importKinds = ['parts', 'stock', 'lead-times'] as const satisfies readonly ImportKind[];
export type ExportKind = paths['/api/v1/exports']['get']['parameters']['query']['kind'];
export const exportKinds = [
  'parts',
  'stock',
  'lead-times',
  'forecasts',
  'stock-policies',
  'proposals',
] as const satisfies readonly ExportKind[];

/** What the API takes of a file, in bytes: a few less than its limit for base64. */
export const mostBytes = 680 * 1024;

/** Checks a table, or imports it. */
export const useImport = (kind: ImportKind) =>
  useSend(
    (body: Schemas['NewImport'], key) =>
      answerOf(api.POST('/api/v1/imports/{kind}', { params: { path: { kind }, header: once(key) }, body })),
    ['parts', 'levels', 'movements', 'locations'],
  );

/** The bytes of a file as base64. */
export function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,?/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error(file.name)));
    reader.readAsDataURL(file);
  });
}

const byteOrderMark = '\u{feff}';

/** Reads a whole table, part after part, and gives it to the browser to save as one file. `rows` counts along. */
export function useExport(kind: ExportKind) {
  const [rows, setRows] = useState(0);
  const save = useMutation<number, Problem, void>({
    mutationFn: async () => {
      setRows(0);
      const lines: string[] = [];
      let cursor: string | undefined;
      do {
        const asked = api.GET('/api/v1/exports', { params: { query: { kind, cursor } }, parseAs: 'text' });
        const text = String(await answerOf<unknown>(asked));
        const [header = '', ...body] = text.replace(/\r\n$/, '').split(/\r\n/);
        lines.push(...(cursor === undefined ? [header] : []), ...body);
        setRows(lines.length - 1);
        cursor = (await asked).response.headers.get('next-cursor') ?? undefined;
      } while (cursor !== undefined);
      saveFile(`${kind}.csv`, `${byteOrderMark}${lines.join('\r\n')}\r\n`);
      return lines.length - 1;
    },
  });
  return { save, rows };
}

/** As if a link to a file had been followed. */
function saveFile(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
