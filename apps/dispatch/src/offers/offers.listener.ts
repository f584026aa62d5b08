import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { AssignmentService } from '../orders/assignment.service.js';
import { StoppedSites } from '../orders/stopped-sites.service.js';
import { OffersService } from './offers.service.js';

@Controller()
export class OffersListener {
  constructor(
    private readonly offers: OffersService,
    private readonly assignments: AssignmentService,
    private readonly stoppedSites: StoppedSites,
  ) {}

  @Wakes('offer-deadline', 'dispatch.offers')
  deadlinePassed(_data: object, { key, occurredAt }: MessageInfo): Promise<void> {
    return this.offers.deadlinePassed(key, occurredAt);
  }

  @Wakes('assign-due', 'dispatch.assignments')
  assignmentDue(_data: object, { key, occurredAt }: MessageInfo): Promise<void> {
    return this.assignments.due(key, occurredAt);
  }

  @Wakes('site-standing', 'dispatch.site-standing')
  siteStanding(_data: object, { key }: MessageInfo): Promise<void> {
    return this.stoppedSites.look(key);
  }
}
