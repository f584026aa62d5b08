import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { VisitMoves } from './visit-moves.service.js';

@Controller()
export class VisitsListener {
  constructor(private readonly moves: VisitMoves) {}

  @Wakes('visit-overdue', 'dispatch.visits')
  overdue(_data: object, { key, occurredAt }: MessageInfo): Promise<void> {
    return this.moves.overdue(key, occurredAt);
  }
}
