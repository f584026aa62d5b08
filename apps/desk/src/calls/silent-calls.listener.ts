import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { silentCallTimer } from './call-rows.service.js';
import { SilentCalls } from './silent-calls.service.js';

@Controller()
export class SilentCallsListener {
  constructor(private readonly calls: SilentCalls) {}

  @Wakes(silentCallTimer, 'desk.silent-calls')
  look(_: object, { key }: MessageInfo): Promise<void> {
    return this.calls.look(key);
  }
}
