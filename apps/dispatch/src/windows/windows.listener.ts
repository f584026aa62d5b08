import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { holdTimer, WindowsService } from './windows.service.js';

@Controller()
export class WindowsListener {
  constructor(private readonly windows: WindowsService) {}

  @Wakes(holdTimer, 'dispatch.windows')
  expired(_data: object, { key }: MessageInfo): Promise<void> {
    return this.windows.expire(key);
  }
}
