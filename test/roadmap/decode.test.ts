import { describe, expect, it } from '@jest/globals';
import { decode, MAX_ROADMAP_BYTES } from '../../src/roadmap/decode.ts';

describe('decode', () => {
  it('takes off the byte order mark and says so', () => {
    expect(decode(Buffer.from('\uFEFF# Plan\r\n'), 'ROADMAP.md')).toEqual({ text: '# Plan\r\n', bom: true });
    expect(decode(Buffer.from('# Plan\n'), 'ROADMAP.md')).toEqual({ text: '# Plan\n', bom: false });
  });

  it('reads zero bytes as an empty text', () => {
    expect(decode(new Uint8Array(), 'ROADMAP.md')).toEqual({ text: '', bom: false });
  });

  it('refuses what is not UTF-8, with the name of the file', () => {
    const decoded = decode(Uint8Array.from([0x23, 0x20, 0xe9, 0x0a]), 'docs/ROADMAP.md');
    expect(decoded).toMatchObject({
      problem: {
        rule: 'unreadable-file',
        line: 1,
        message:
          'docs/ROADMAP.md is not UTF-8; a Markdown file in UTF-8 was expected. Save it as UTF-8, as most editors can.',
      },
    });
  });

  it('refuses more bytes than the limit, and takes the limit itself', () => {
    expect(decode(new Uint8Array(MAX_ROADMAP_BYTES).fill(0x61), 'ROADMAP.md')).toMatchObject({ bom: false });
    const decoded = decode(new Uint8Array(300 * 1024).fill(0x61), 'ROADMAP.md');
    expect(decoded).toMatchObject({
      problem: { rule: 'unreadable-file', message: expect.stringContaining('307200 bytes') },
    });
  });
});
