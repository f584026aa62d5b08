import { Controller, Get, Param } from '@nestjs/common';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReaders } from '../policies-of-routes.js';
import { VanKitView } from './van-kit.dto.js';
import { VanKitReader } from './van-kit-reader.js';

@Controller('api/v1/van-kits')
export class VanKitsController {
  constructor(private readonly kits: VanKitReader) {}

  /** Shows what the van of a technician of an own site should carry: parts, volume, value, and the share of the next jobs that it completes. */
  @Get(':id')
  @Policy(planReaders)
  @Answers(VanKitView)
  get(@Param('id', uuidParam) id: string): Promise<VanKitView> {
    return this.kits.get(id);
  }
}
