import { type DynamicModule, Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { ApiKeysService } from './api-keys/api-keys.service.js';
import { Authenticator } from './auth/authenticator.js';
import { Gate } from './auth/gate.js';
import { Forwarder } from './forwarding/forwarder.js';
import { Upstreams } from './forwarding/upstreams.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { SessionsService } from './sessions/sessions.service.js';
import { SignInThrottle } from './sessions/sign-in-throttle.js';
import { GatewaySettings } from './settings.js';
import { MeController } from './users/me.controller.js';
import { UsersController } from './users/users.controller.js';
import { UsersService } from './users/users.service.js';

@Module({
  controllers: [SessionsController, MeController, UsersController, ApiKeysController],
  providers: [Authenticator, Gate, SessionsService, SignInThrottle, UsersService, ApiKeysService, Upstreams, Forwarder],
})
export class GatewayModule {
  static with(settings: GatewaySettings): DynamicModule {
    return { module: GatewayModule, providers: [{ provide: GatewaySettings, useValue: settings }] };
  }
}
