import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { MovesService } from './moves.service.js';
import { VanKitsService } from './van-kits.service.js';

@Controller()
export class MovesListener {
  constructor(
    private readonly moves: MovesService,
    private readonly kits: VanKitsService,
  ) {}

  @Wakes<{ partIds: string[] }>('stock-moves-step', 'inventory.moves')
  async moveStep({ partIds }: { partIds: string[] }, { key }: MessageInfo): Promise<void> {
    await this.moves.look(partIds, key);
  }

  @Wakes<{ siteId: string }>('van-kits-step', 'inventory.moves')
  async kitStep({ siteId }: { siteId: string }): Promise<void> {
    await this.kits.look(siteId);
  }
}
