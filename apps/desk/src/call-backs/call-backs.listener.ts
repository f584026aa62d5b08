import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { callBackTimer, CallBackTasks } from './call-back-tasks.service.js';

@Controller()
export class CallBacksListener {
  constructor(private readonly tasks: CallBackTasks) {}

  @Wakes(callBackTimer, 'desk.call-backs')
  due(_: object, info: MessageInfo): Promise<void> {
    return this.tasks.overdue(info.key);
  }
}
