import { Controller } from '@nestjs/common';
import { AlertRaised, SiteChanged, TechnicianChanged } from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';

const consumer = 'gateway.names';

/** Names that the board shows beside ids. */
@Controller()
export class NamesListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(SiteChanged, consumer)
  site(event: SiteChanged, info: MessageInfo) {
    const { siteId: id, version, code, name, kind, status } = event;
    return this.board.record(event, info, { table: 'board_site', id, version, changing: { code, name, kind, status } });
  }

  @Hears(TechnicianChanged, consumer)
  technician(event: TechnicianChanged, info: MessageInfo) {
    const { technicianId: id, version, siteId, name, active } = event;
    const changing = { site_id: siteId, name, active };
    return this.board.record(event, info, { table: 'board_technician', id, version, changing });
  }

  @Hears(AlertRaised, consumer)
  alert(event: AlertRaised, info: MessageInfo) {
    return this.board.record(event, info);
  }
}
