import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { bookers } from '../policies-of-routes.js';
import { VisitView } from '../visits/visit.dto.js';
import { HoldWindow, WindowHoldView, WindowsQuery, WindowView } from './window.dto.js';
import { WindowsService } from './windows.service.js';

@Controller('api/v1')
export class WindowsController {
  constructor(private readonly windows: WindowsService) {}

  /**
   * Lists the times that can be promised to the customer of an order, the cheapest first: from own technicians, or from the site that has the order.
   * For an order that waits for somebody, or whose visit is to be moved.
   */
  @Get('repair-orders/:id/windows')
  @Policy({ roles: bookers, scope: 'visits:read' })
  @Answers([WindowView])
  list(@Param('id', uuidParam) id: string, @Query() query: WindowsQuery, @Caller() caller: Actor) {
    return this.windows.list(id, query, caller);
  }

  /** Keeps a technician free for a window of an order for ten minutes, while the customer makes up his mind. A further hold of the order takes its place. */
  @Post('repair-orders/:id/window-hold')
  @Policy({ roles: bookers, scope: 'visits:write' })
  @Answers(WindowHoldView, 201)
  hold(@Param('id', uuidParam) id: string, @Body() body: HoldWindow, @Caller() caller: Actor) {
    return this.windows.hold(id, body, caller);
  }

  /** Books what is held: the order's visit, or a new time for it. The window is promised to the customer. */
  @Post('window-holds/:id/book')
  @HttpCode(200)
  @Policy({ roles: bookers, scope: 'visits:write' })
  @Answers(VisitView)
  book(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.windows.book(id, caller);
  }

  /** Lets a held time go. */
  @Delete('window-holds/:id')
  @HttpCode(204)
  @Policy({ roles: bookers, scope: 'visits:write' })
  release(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.windows.release(id, caller);
  }
}
