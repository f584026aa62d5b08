import { Offer } from './offers/offer.entity.js';
import { RepairOrder } from './orders/repair-order.entity.js';
import { PlanRun } from './plans/plan.entity.js';
import { Site } from './sites/site.entity.js';
import { Technician } from './technicians/technician.entity.js';
import { Visit } from './visits/visit.entity.js';
import { WindowHold } from './windows/window-hold.entity.js';

export const entities = [Site, Technician, RepairOrder, Offer, Visit, PlanRun, WindowHold];
