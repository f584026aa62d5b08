import { invalid } from '#common/http/problems.js';

/** Pipe for path parameters that are codes: `@Param('code', codeParam) code: string`. */
export const codeParam = {
  transform(value: string, { data = 'code' }: { data?: string | undefined }): string {
    if (!/^[\p{L}\p{N}_.:/ -]{1,64}$/u.test(value)) {
      throw invalid(data, 'must be a code of letters, digits and _ . : / -, at most 64 long');
    }
    return value;
  },
};
