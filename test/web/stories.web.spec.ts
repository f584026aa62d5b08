import { dispatcherStories } from './dispatcher.stories.js';
import { drawerStories } from './drawers.stories.js';
import { customerStories } from './customer.stories.js';
import { mainJobStories } from './main-job.stories.js';
import { moveStories } from './moves.stories.js';
import { officeStories } from './office.stories.js';
import { pageStories } from './pages.stories.js';
import { plannerStories } from './planner.stories.js';
import { policyLabStories } from './policy-lab.stories.js';
import { planStories } from './plans.stories.js';
import { Stage } from './stage.js';
import { technicianStories } from './technician.stories.js';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
}, 240_000);
afterEach(() => stage.empty());
afterAll(() => stage?.close(), 60_000);

describe('in the browser', () => {
  mainJobStories(() => stage);
  dispatcherStories(() => stage);
  moveStories(() => stage);
  drawerStories(() => stage);
  planStories(() => stage);
  plannerStories(() => stage);
  policyLabStories(() => stage);
  officeStories(() => stage);
  pageStories(() => stage);
  customerStories(() => stage);
  technicianStories(() => stage);
});
