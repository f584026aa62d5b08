import { Body, Controller, Get, Param, Post, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { WithoutIdempotencyKey } from '#common/http/idempotency.interceptor.js';
import { OpenToAll } from '#common/http/policy.js';
import { codeParam } from '../code-param.js';
import { CustomerCaller } from '../customer-links/customer-caller.js';
import { CodedAsset, ReportByCode, ReportedByCode } from './asset-code.dto.js';
import { AssetCodes } from './asset-codes.service.js';
import { CodeReports } from './code-reports.service.js';

@ApiTags('Customer links')
@UseGuards(CustomerCaller)
@Controller('api/v1/asset-codes/:code')
export class CodeReportsController {
  constructor(
    private readonly codes: AssetCodes,
    private readonly reports: CodeReports,
  ) {}

  /** Shows which product bears this code; nothing of its owner. */
  @Get()
  @OpenToAll('the code is on the label of the asset, and this shows what stands on its plate')
  @Answers(CodedAsset)
  show(@Param('code', codeParam) code: string) {
    return this.codes.show(code);
  }

  /** Reports a fault of the asset with this code, without signing in. Safe to repeat with the same `reportId`. */
  @Post('reports')
  @OpenToAll('whoever stands before the asset may say that it is broken')
  @WithoutIdempotencyKey()
  @Answers(ReportedByCode, 201)
  report(@Param('code', codeParam) code: string, @Body() body: ReportByCode, @Caller() caller: Actor) {
    return this.reports.report(code, body, caller);
  }
}
