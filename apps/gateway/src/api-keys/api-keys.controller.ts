import { Body, Controller, Delete, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { ShownOnce } from '#common/http/idempotency.interceptor.js';
import { Policy } from '#common/http/policy.js';
import { PageQuery } from '#common/http/pages.js';
import { uuidParam } from '#common/http/validation.js';
import { ApiKeyQuery, ApiKeyView, CreateApiKey, KeyCallView, NewApiKeyView } from './api-key.dto.js';
import { ApiKeysService } from './api-keys.service.js';

/** No route here has a scope: a key cannot make keys. */
@ApiTags('API keys')
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  /** Makes an API key. The answer shows it, and nothing else ever does. */
  @Post()
  @Policy({ roles: ['site_manager'] })
  @ShownOnce('secret')
  @Header('cache-control', 'no-store')
  @Answers(NewApiKeyView, 201)
  create(@Caller() caller: Actor, @Body() body: CreateApiKey) {
    return this.keys.create(caller, body);
  }

  /** Lists API keys with scopes and last use, newest first. */
  @Get()
  @Policy({ roles: ['site_manager'] })
  @AnswersPage(ApiKeyView)
  list(@Caller() caller: Actor, @Query() query: ApiKeyQuery) {
    return this.keys.list(caller, query);
  }

  /** Shows one API key, without its secret. */
  @Get(':id')
  @Policy({ roles: ['site_manager'] })
  @Answers(ApiKeyView)
  get(@Caller() caller: Actor, @Param('id', uuidParam) id: string) {
    return this.keys.get(caller, id);
  }

  /** Lists the last calls of a key, newest first: at most 100, of the last 14 days. */
  @Get(':id/calls')
  @Policy({ roles: ['site_manager'] })
  @AnswersPage(KeyCallView)
  calls(@Caller() caller: Actor, @Param('id', uuidParam) id: string, @Query() query: PageQuery) {
    return this.keys.calls(caller, id, query);
  }

  /** Revokes an API key: it is refused from now on. */
  @Delete(':id')
  @HttpCode(204)
  @Policy({ roles: ['site_manager'] })
  revoke(@Caller() caller: Actor, @Param('id', uuidParam) id: string) {
    return this.keys.revoke(caller, id);
  }
}
