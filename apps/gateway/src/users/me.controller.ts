import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, roles, scopes, type Role, type Scope } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { OpenToAll, Policy } from '#common/http/policy.js';
import { Id, OneOf, OneOfList, Optional, Text } from '#common/validation/fields.js';
import { ChangeOwnPassword } from './user.dto.js';
import { UsersService } from './users.service.js';

export class MeView {
  @OneOf(['user', 'key']) kind: 'user' | 'key' | 'system';
  @Id() id: string;
  @Text(120) name: string;
  @OneOfList(roles) roles: readonly Role[];
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  @Optional() @OneOfList(scopes) scopes?: readonly Scope[];
}

@ApiTags('Sessions')
@Controller('api/v1/me')
export class MeController {
  constructor(private readonly users: UsersService) {}

  /** Shows who the session or key belongs to. */
  @Get()
  @OpenToAll('every session and every key may ask whose it is; without one the answer is 401')
  @Answers(MeView)
  get(@Caller() caller: Actor): MeView {
    return caller;
  }

  /** Changes the own password. All sessions end. */
  @Put('password')
  @HttpCode(204)
  @Policy({ roles })
  changePassword(@Caller() caller: Actor, @Body() body: ChangeOwnPassword) {
    return this.users.changeOwnPassword(caller.id, body);
  }
}
