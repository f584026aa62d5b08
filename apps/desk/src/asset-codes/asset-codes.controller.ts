import { Controller, Delete, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { AssetCodeView } from './asset-code.dto.js';
import { AssetCodes } from './asset-codes.service.js';

@ApiTags('Assets')
@Controller('api/v1/assets/:id/code')
export class AssetCodesController {
  constructor(private readonly codes: AssetCodes) {}

  /** Gives the code for an asset's label; one that has none gets one. Whoever scans it may report a fault of this asset. */
  @Put()
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(AssetCodeView)
  give(@Param('id', uuidParam) id: string) {
    return this.codes.give(id);
  }

  /** Voids the code of an asset, whose label is lost or misused. */
  @Delete()
  @HttpCode(204)
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  void(@Param('id', uuidParam) id: string): Promise<void> {
    return this.codes.void(id);
  }
}
