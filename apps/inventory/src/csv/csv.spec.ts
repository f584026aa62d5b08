import fc from 'fast-check';
import { plainCell, readCsv, writeCsv } from './csv.js';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const read = (bytes: Uint8Array) => readCsv(base64(bytes), 'file');
/** `number,nameZh` and `A1,电机` in GB18030, as Excel in Chinese saves it. */
const gb18030 = Uint8Array.of(...Buffer.from('number,nameZh\r\nA1,'), 0xb5, 0xe7, 0xbb, 0xfa, 0x0d, 0x0a);

describe('readCsv', () => {
  it('reads UTF-8 with and without a byte order mark, and GB18030', () => {
    const table = { header: ['number', 'nameZh'], rows: [['A1', '电机']] };
    const text = 'number,nameZh\r\nA1,电机\r\n';
    expect(read(Buffer.from(text))).toEqual({ ...table, encoding: 'utf-8' });
    expect(read(Buffer.from(`\u{feff}${text}`))).toEqual({ ...table, encoding: 'utf-8' });
    expect(read(gb18030)).toEqual({ ...table, encoding: 'gb18030' });
  });

  it('reads semicolons, tabs, quotes, and leaves empty lines out', () => {
    expect(read(Buffer.from('a;b\n"x;""y""";2\n\n;\n3;4\n')).rows).toEqual([
      ['x;"y"', '2'],
      ['3', '4'],
    ]);
    expect(read(Buffer.from('a\tb\n1,5\t2\n')).rows).toEqual([['1,5', '2']]);
  });

  it('says what is wrong with a file', () => {
    expect(() => read(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toThrow('neither in UTF-8 nor in GB18030');
    expect(() => readCsv('no base64!', 'file')).toThrow('base64');
    expect(() => read(Buffer.from('a,b\n"open'))).toThrow('is not CSV');
    expect(() => read(Buffer.from(''))).toThrow('no first row');
    expect(() => read(Buffer.from(`a\n${'1\n'.repeat(2_001)}`))).toThrow('2001 rows');
  });
});

describe('writeCsv', () => {
  it('lets no text be a formula, and leaves negative numbers alone', () => {
    const text = writeCsv(
      ['a', 'b'],
      [
        ['=HYPERLINK("http://x")', -3],
        ['@SUM(A1)', null],
      ],
    ).toString();
    expect(text).toBe('\u{feff}a,b\r\n"\'=HYPERLINK(""http://x"")",-3\r\n\'@SUM(A1),\r\n');
  });

  it('is read back as it was, whatever the text', () => {
    const cell = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() === text && !text.includes('\0'));
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const { header, rows: again } = read(writeCsv(['one', 'two'], rows));
        expect(header).toEqual(['one', 'two']);
        const plain = again.map((cells) => cells.map(plainCell));
        // What begins with an apostrophe and a formula's mark cannot be told from what was made safe.
        expect(plain).toEqual(rows.map((cells) => cells.map(plainCell)));
      }),
    );
  });
});
