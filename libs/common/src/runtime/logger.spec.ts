import { QueryFailedError } from 'typeorm';
import { errorForLog } from './logger.js';

describe('an error in the log', () => {
  const driver = Object.assign(new Error('canceling statement due to statement timeout'), {
    code: '57014',
    detail: 'Key (phone)=(+86 138 0013 8000) already exists.',
    table: 'contact',
  });
  const failed = new QueryFailedError('INSERT INTO contact (phone) VALUES ($1)', ['+86 138 0013 8000'], driver);

  it('says what went wrong and where, and nothing of what was written', () => {
    const told = errorForLog(failed);
    expect(told).toMatchObject({ type: 'QueryFailedError', message: driver.message, code: '57014', table: 'contact' });
    expect(told).toHaveProperty('stack');
    expect(JSON.stringify(told)).not.toContain('8000');
  });

  it('nor of those that it is made of or that caused it', () => {
    const several = new AggregateError([failed, new Error('another')], 'two failed', { cause: failed });
    const told = errorForLog(several);
    expect(told).toMatchObject({ aggregateErrors: [{ code: '57014' }, { message: 'another' }] });
    expect(JSON.stringify(told)).not.toContain('8000');
  });
});
