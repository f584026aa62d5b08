import { QueryClientProvider } from '@tanstack/react-query';
import { type ComponentType, lazy, Suspense, useState } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { createQueryClient } from './api/query-client.js';
import { Guarded } from './session/guarded.js';
import { SignInPage } from './session/sign-in-page.js';
import { SignedIn } from './session/session.js';
import { CrashBoundary } from './shell/crash.js';
import { HomePage, MissingPage } from './shell/missing.js';
import { TextProvider } from './texts/text-context.js';
import { Loading } from './ui/states.js';
import type { PageName } from './session/roles.js';

type Loads = () => Promise<{ default: ComponentType }>;

/** Each page is loaded when it is first opened. */
const loadedPages: readonly [PageName, string, Loads][] = [
  ['offers', 'offers', () => import('./offers/offers-page.js')],
  ['orders', 'orders/:orderId?', () => import('./orders/orders-page.js')],
  ['timeline', 'timeline', () => import('./timeline/timeline-page.js')],
  ['map', 'map/:orderId?', () => import('./map/map-page.js')],
  ['plans', 'plans/:planId?', () => import('./plans/plans-page.js')],
  ['myDay', 'my-day/:visitId?', () => import('./my-day/my-day-page.js')],
  ['visits', 'visits', () => import('./visits/visits-page.js')],
  ['risks', 'risks/:orderId?', () => import('./visits/risks-page.js')],
  ['exceptions', 'exceptions/:orderId?', () => import('./orders/exceptions-page.js')],
  ['offerRules', 'offer-rules', () => import('./offer-rules/offer-rules-page.js')],
  ['subStatuses', 'sub-statuses', () => import('./sub-statuses/sub-statuses-page.js')],
  ['scoreCard', 'score-card', () => import('./network/score-page.js')],
  ['calls', 'calls', () => import('./calls/calls-page.js')],
  ['requests', 'requests/:requestId?', () => import('./requests/requests-page.js')],
  ['partsExceptions', 'parts-exceptions', () => import('./parts-exceptions/parts-exceptions-page.js')],
  ['doubtedUses', 'doubted-uses', () => import('./demand/doubted-uses-page.js')],
  ['parts', 'parts/:partId?/:locationId?', () => import('./item-locations/parts-page.js')],
  ['demandAdjustments', 'demand-adjustments', () => import('./demand/demand-adjustments-page.js')],
  ['planningRuns', 'planning-runs/:runId?', () => import('./planning-runs/planning-runs-page.js')],
  ['policyLab', 'policy-lab/:runId?', () => import('./policy-lab/policy-lab-page.js')],
  ['partsTables', 'parts-tables', () => import('./parts-tables/parts-tables-page.js')],
  ['proposals', 'proposals', () => import('./planner/proposals-page.js')],
  ['stock', 'stock', () => import('./planner/stock-page.js')],
  ['pareto', 'quality/pareto', () => import('./quality/pareto-page.js')],
  ['uChart', 'quality/u-chart', () => import('./quality/u-chart-page.js')],
  ['rates', 'quality/rates', () => import('./quality/rates-page.js')],
  ['repairTime', 'quality/repair-time', () => import('./quality/repair-time-page.js')],
  ['failureRecords', 'quality/records', () => import('./quality/records-page.js')],
  ['overview', 'overview', () => import('./overview/overview-page.js')],
  ['users', 'users', () => import('./admin/users-page.js')],
  ['keys', 'keys', () => import('./keys/keys-page.js')],
  ['deadLetters', 'dead-letters', () => import('./admin/dead-letters-page.js')],
];
const lazyPages = loadedPages.map(([name, path, loads]) => [name, path, lazy(loads)] as const);

/** The page of the address is on its way while it is asked who is here. */
const [, opened = ''] = /^\/app\/(.+)/.exec(location.pathname) ?? [];
void loadedPages
  .find(([, path]) => `${opened}/`.startsWith(`${path.split('/:')[0]}/`))?.[2]()
  .catch(() => undefined); // it is tried again when it is shown

/** What customers open without signing in. */
const LinkPage = lazy(() => import('./customer/link-page.js'));
const ReportPage = lazy(() => import('./customer/report-page.js'));

export function App() {
  const [client] = useState(createQueryClient);
  return (
    <TextProvider>
      <QueryClientProvider client={client}>
        <CrashBoundary>
          <BrowserRouter>
            <Routes>
              <Route path="/" element={<SignInPage />} />
              {[['/l', LinkPage] as const, ['/q/:code', ReportPage] as const].map(([path, Page]) => (
                <Route
                  key={path}
                  path={path}
                  element={
                    <Suspense fallback={<Loading />}>
                      <Page />
                    </Suspense>
                  }
                />
              ))}
              <Route path="/app/*" element={<SignedIn>{inside}</SignedIn>} />
            </Routes>
          </BrowserRouter>
        </CrashBoundary>
      </QueryClientProvider>
    </TextProvider>
  );
}

const inside = (
  <CrashBoundary>
    <Suspense fallback={<Loading />}>
      <Routes>
        <Route index element={<HomePage />} />
        {lazyPages.map(([name, path, Page]) => (
          <Route
            key={name}
            path={path}
            element={
              <Guarded page={name}>
                <Page />
              </Guarded>
            }
          />
        ))}
        <Route path="*" element={<MissingPage />} />
      </Routes>
    </Suspense>
  </CrashBoundary>
);
