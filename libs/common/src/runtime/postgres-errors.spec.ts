import { explained } from './postgres-errors.js';

const said = (error: object) => explained(error, '/srv/callout').message;

describe('explained', () => {
  it.each([
    [
      { message: 'ENOSPC: no space left on device, mkdir' },
      'the disk that holds /srv/callout is full: free some space, or choose another CALLOUT_HOME',
    ],
    [
      { message: 'initdb failed', stderr: Buffer.from('could not write: No space left on device') },
      'the disk that holds /srv/callout is full: free some space, or choose another CALLOUT_HOME',
    ],
    [
      { message: 'EACCES: permission denied, mkdir' },
      '/srv/callout cannot be written: give this user the right to write there, or choose another CALLOUT_HOME',
    ],
    [
      { message: 'EROFS: read-only file system' },
      '/srv/callout cannot be written: give this user the right to write there, or choose another CALLOUT_HOME',
    ],
    [{ message: 'it ended', stderr: 'one\ntwo\nthree' }, 'PostgreSQL cannot use /srv/callout: two three'],
  ])('%j', (error, sentence) => {
    expect(said(error)).toBe(sentence);
  });
});
