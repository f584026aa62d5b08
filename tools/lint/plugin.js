// Our own lint rules, loaded by .oxlintrc.json. test/frame/rooms.spec.ts shows each of them refusing something.
import { clock, pure } from './clock.js';
import { rooms } from './rooms.js';

export default { meta: { name: 'callout' }, rules: { rooms, clock, pure } };
