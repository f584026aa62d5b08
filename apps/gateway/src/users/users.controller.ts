import { Body, Controller, Get, HttpCode, Param, Patch, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { ChangeUser, CreateUser, SetPassword, UserQuery, UserView } from './user.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('Users')
@Controller('api/v1/users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  /** Creates a user with roles. */
  @Post()
  @Policy({ roles: [] })
  @Answers(UserView, 201)
  create(@Body() body: CreateUser) {
    return this.users.create(body);
  }

  /** Lists users by name. */
  @Get()
  @Policy({ roles: [] })
  @AnswersPage(UserView)
  list(@Query() query: UserQuery) {
    return this.users.list(query);
  }

  /** Shows one user. */
  @Get(':id')
  @Policy({ roles: [] })
  @Answers(UserView)
  get(@Param('id', uuidParam) id: string) {
    return this.users.get(id);
  }

  /** Changes the roles, the name shown or the state of a user. */
  @Patch(':id')
  @Policy({ roles: [] })
  @Answers(UserView)
  change(@Param('id', uuidParam) id: string, @Body() body: ChangeUser, @IfMatch() seen: number | undefined) {
    return this.users.change(id, body, seen);
  }

  /** Sets a user's password. Not a POST: the answer to a POST is remembered under its key, and with it a digest of the body. */
  @Put(':id/password')
  @HttpCode(204)
  @Policy({ roles: [] })
  setPassword(@Param('id', uuidParam) id: string, @Body() { password }: SetPassword) {
    return this.users.setPassword(id, password);
  }
}
